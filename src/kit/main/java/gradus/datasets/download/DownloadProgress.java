package gradus.datasets.download;

/** Something that shows how far a file has come. */
public interface DownloadProgress {

  /** A file begins, and will have so many bytes. */
  void begin(String name, long bytes);

  /** So many bytes of it are here. */
  void at(long bytes);

  /** The file is here, or will not come. */
  void end();

  /** Shows nothing. */
  static DownloadProgress silent() {
    return new DownloadProgress() {
      @Override
      public void begin(String name, long bytes) {}

      @Override
      public void at(long bytes) {}

      @Override
      public void end() {}
    };
  }
}
