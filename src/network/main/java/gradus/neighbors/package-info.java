/**
 * Nearest neighbours: the classifier that stores the training set and compares.
 *
 * <p>It has nothing to train and no gradient; all its work is distances, which become a matrix
 * product. Ties are settled by a fixed rule, since published accuracies depend on them: equal
 * distances keep the order of the examples, equal votes go to the smallest label.
 */
@NullMarked
package gradus.neighbors;

import org.jspecify.annotations.NullMarked;
