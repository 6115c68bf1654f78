package gradus.plot.display;

/** Where results are shown: under the running cell of a notebook, or as text elsewhere. */
public interface Display {
  /** Shows a result that may later be replaced under the same name. */
  void show(MimeBundle bundle, String id);

  /** Replaces the result of this name wherever it is on the page. */
  void update(MimeBundle bundle, String id);

  /** Standard output, for a program outside a notebook; updates are not printed. */
  final class Console implements Display {
    @Override
    public void show(MimeBundle bundle, String id) {
      System.out.println(bundle.text());
    }

    @Override
    public void update(MimeBundle bundle, String id) {}
  }
}
