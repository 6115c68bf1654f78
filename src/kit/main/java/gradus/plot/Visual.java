package gradus.plot;

/** Something that knows how it looks under a cell. */
@FunctionalInterface
public interface Visual {
  /** How it looks now. */
  MimeBundle render();
}
