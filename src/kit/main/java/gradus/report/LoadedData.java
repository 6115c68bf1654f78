package gradus.report;

import gradus.data.DataSet;
import gradus.datasets.DataFolder;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.EnumMap;
import java.util.Map;

/**
 * The data sets of a folder, each read once while memory suffices: reading MNIST takes about as
 * long as a short run.
 */
public final class LoadedData {
  private final DataFolder folder;
  private final Map<DataSource, SoftReference<DataSet>> sets = new EnumMap<>(DataSource.class);

  /** The sets of a folder, none of them read yet. */
  public LoadedData(DataFolder folder) {
    this.folder = folder;
  }

  /** A data set; threads that ask at once wait for one of them to read it. */
  synchronized DataSet read(DataSource source) throws IOException {
    SoftReference<DataSet> known = sets.get(source);
    DataSet set = known == null ? null : known.get();
    if (set == null) {
      set = source.read(folder);
      sets.put(source, new SoftReference<>(set));
    }
    return set;
  }
}
