/**
 * The questions of the course with their usual mistakes.
 *
 * <p>{@link gradus.exercise.bank.QuestionBank#question} finds a question by its id. A new one is a
 * class with its right answer and its mistakes, added to the list there; the tests then require
 * that each mistake is distinguished from all others.
 */
@NullMarked
package gradus.exercise.bank;

import org.jspecify.annotations.NullMarked;
