package gradus.spark;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/** Tasks that do nothing: what remains is what the driver can start. */
public final class EmptyTasks {
  private EmptyTasks() {}

  /**
   * Prints the milliseconds that a task takes of the driver, on executors of this JVM.
   *
   * @param arguments the number of tasks
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ENGLISH);
    List<Integer> tasks = Collections.nCopies(Integer.parseInt(arguments[0]), 1);
    try (var spark = new JavaSparkContext()) {
      spark.parallelize(tasks, tasks.size()).map(one -> one).collect(); // compiles what is timed
      long start = System.nanoTime();
      spark.parallelize(tasks, tasks.size()).map(one -> one).collect();
      System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e6 / tasks.size());
    }
  }
}
