package gradus.gradebook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The reasons for which a person takes points off, by short names: {@code units: {minus: 1, reason:
 * The unit is missing.}}
 *
 * @param deductions by name
 */
record Rubric(Map<String, Deduction> deductions) {
  /** Points taken off, and why. */
  record Deduction(double minus, String reason) {
    String sentence() {
      return "%s (−%s)".formatted(reason, Page.number(minus));
    }
  }

  /** Reads a file; where there is none, the rubric is empty. */
  static Rubric read(Path file) throws IOException {
    Map<String, Deduction> deductions = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromReader(reader);
        ((Map<?, ?>) loaded)
            .forEach(
                (name, facts) -> deductions.put(name.toString(), deduction((Map<?, ?>) facts)));
      } catch (YamlEngineException | ClassCastException | NullPointerException e) {
        throw new IOException(
            "%s is not well formed; expected lines such as units: {minus: 1, reason: The unit is missing.}"
                .formatted(file.getFileName()),
            e);
      }
    }
    return new Rubric(deductions);
  }

  private static Deduction deduction(Map<?, ?> facts) {
    double minus = ((Number) requireNonNull(facts.get("minus"))).doubleValue();
    if (!(minus >= 0)) {
      throw new ClassCastException("a deduction is a number from 0 on");
    }
    return new Deduction(minus, requireNonNull(facts.get("reason")).toString());
  }

  /** The deductions of a cell that names them, separated by spaces, commas or semicolons. */
  List<Deduction> named(String cell) {
    return Stream.of(cell.strip().split("[\\s,;]+"))
        .filter(name -> !name.isEmpty())
        .map(this::deduction)
        .toList();
  }

  private Deduction deduction(String name) {
    Deduction deduction = deductions.get(name);
    if (deduction == null) {
      throw new IllegalArgumentException(
          "rubric.yaml has no \"%s\"; it has: %s"
              .formatted(name, String.join(", ", deductions.keySet())));
    }
    return deduction;
  }
}
