package gradus.data;

/** A change of a picture that may depend on the epoch. */
@FunctionalInterface
interface OccasionalChange {
  byte[] change(Occasion occasion, byte[] picture, Extent extent);
}
