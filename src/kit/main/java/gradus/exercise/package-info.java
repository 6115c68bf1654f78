/**
 * Exercises: checks of a learner's answer that explain what is wrong with it.
 *
 * <p>{@link gradus.exercise.Exercises} has what a notebook's cells say. An exercise is plain data,
 * an {@link gradus.exercise.ExerciseData}: inputs, right answers, what the usual mistakes answer,
 * and what a learner is told. {@link gradus.exercise.Responses} are what a method answers, {@link
 * gradus.exercise.Findings} what is wrong with them; neither needs the other's process.
 */
@NullMarked
package gradus.exercise;

import org.jspecify.annotations.NullMarked;
