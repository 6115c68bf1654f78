package gradus.data;

/** Where the pixels of pictures are: in an array, or in files that are read when asked for. */
public interface Pixels {
  /** Copies the H·W·C bytes of a picture to this place of an array. */
  void copy(int picture, byte[] to, int at);

  /** One of these bytes. */
  byte at(int picture, int index);

  /** Pictures that lie in an array, one behind the other. */
  static Pixels of(byte[] all, int size) {
    return new Pixels() {
      @Override
      public void copy(int picture, byte[] to, int at) {
        System.arraycopy(all, picture * size, to, at, size);
      }

      @Override
      public byte at(int picture, int index) {
        return all[picture * size + index];
      }
    };
  }
}
