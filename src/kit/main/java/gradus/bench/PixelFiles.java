package gradus.bench;

import gradus.bench.Case.Pictures;
import gradus.data.DataSet;
import gradus.data.Images;
import gradus.datasets.DataFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same pictures that the kit uses, in files that a program in any language reads: bytes
 * N×H×W×C, and a byte for each label.
 */
public final class PixelFiles {
  private PixelFiles() {}

  /** Writes the sets that these cases need, such as {@code objects-train.pixels}. */
  public static void write(List<Case> cases, DataFolder data, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Pictures pictures : Pictures.values()) {
      if (cases.stream().anyMatch(each -> each.pictures() == pictures)) {
        DataSet set = pictures.of(data);
        write(set.training(), folder.resolve(pictures + "-train"));
        write(set.test(), folder.resolve(pictures + "-test"));
      }
    }
  }

  static void write(Images images, Path file) throws IOException {
    try (OutputStream pixels = open(file, ".pixels");
        OutputStream labels = open(file, ".labels")) {
      for (int image = 0; image < images.count(); image++) {
        pixels.write(images.bytes(image));
        labels.write(images.label(image));
      }
    }
  }

  private static OutputStream open(Path file, String ending) throws IOException {
    Path named = file.resolveSibling(file.getFileName() + ending);
    return new BufferedOutputStream(Files.newOutputStream(named), 1 << 20);
  }
}
