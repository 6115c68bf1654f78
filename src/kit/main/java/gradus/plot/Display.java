package gradus.plot;

/** Where results are shown: under the running cell of a notebook, or as text elsewhere. */
interface Display {
  /** Shows a result that may later be replaced under the same name. */
  void show(MimeBundle bundle, String id);

  /** Replaces the result of that name, wherever on the page it is. */
  void update(MimeBundle bundle, String id);

  /** The screen of this process: its Java kernel's, or its standard output. */
  static Display current() {
    return JupyterDisplay.ofRunningKernel().<Display>map(screen -> screen).orElseGet(Console::new);
  }

  /** Standard output, for a program that is no notebook: only what is final is worth a line. */
  final class Console implements Display {
    @Override
    public void show(MimeBundle bundle, String id) {
      System.out.println(bundle.text());
    }

    @Override
    public void update(MimeBundle bundle, String id) {}
  }
}
