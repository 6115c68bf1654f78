package gradus.kernel;

/** Turns Javadoc into plain text. */
final class Javadoc {
  private Javadoc() {}

  /** The text without its inline tags and its HTML. */
  static String plain(String comment) {
    return comment
        .replaceAll("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}", "$1")
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
