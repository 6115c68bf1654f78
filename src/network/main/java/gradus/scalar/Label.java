package gradus.scalar;

/** How a constant is written on its gate. */
final class Label {
  private static final String PLAIN = "-.0123456789E";
  private static final String RAISED = "⁻·⁰¹²³⁴⁵⁶⁷⁸⁹ᴱ";

  private Label() {}

  /** For example {@code 2}, {@code −0.5}. */
  static String of(double constant) {
    boolean whole = constant == Math.rint(constant) && Math.abs(constant) < 1e6;
    String text = whole ? Integer.toString((int) constant) : Double.toString(constant);
    return text.replace('-', '−');
  }

  /** The same as an exponent, such as {@code ²}. */
  static String raised(double exponent) {
    var text = new StringBuilder();
    for (char c : of(exponent).replace('−', '-').toCharArray()) {
      int place = PLAIN.indexOf(c);
      text.append(place < 0 ? c : RAISED.charAt(place)); // Infinity and NaN stay as they are
    }
    return text.toString();
  }
}
