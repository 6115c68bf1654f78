package gradus.datasets.download;

/** A display of the progress of a download; unless overridden, it shows nothing. */
public interface DownloadProgress {

  /** A file of the given size begins. */
  default void begin(String name, long bytes) {}

  /** The given number of its bytes has arrived. */
  default void at(long bytes) {}

  /** The file is complete, or has been given up. */
  default void end() {}
}
