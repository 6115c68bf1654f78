package gradus.cli;

/** Something that the kit needs is not there; the message says what, and how to get it. */
final class MissingException extends Exception {
  private static final long serialVersionUID = 1;

  MissingException(String message) {
    super(message);
  }
}
