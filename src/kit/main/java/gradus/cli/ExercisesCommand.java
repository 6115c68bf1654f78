package gradus.cli;

import gradus.assignment.ExerciseCompiler;
import gradus.assignment.ExerciseProof;
import gradus.assignment.ExerciseSources;
import gradus.datasets.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles what authors write of exercises, and proves their checks. */
@Command(
    name = "exercises",
    mixinStandardHelpOptions = true,
    description =
        "Compiles the exercises of notebooks from src/kit/main/exercises and proves their checks: prints a table.")
final class ExercisesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "A set, or a notebook of it, such as a2 or lessons/06; all unless given.")
  private List<String> names = List.of("");

  @Option(names = "--check", description = "Write nothing; fail if what is there is out of date.")
  private boolean check;

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    boolean right = true;
    for (String name : names) {
      right &= compile(Kit.current(), name, check, spec.commandLine().getOut());
    }
    return right ? 0 : 1;
  }

  /** Compiles and proves the exercises whose notebooks' names begin so; whether all is well. */
  static boolean compile(Kit kit, String prefix, boolean checkOnly, PrintWriter out)
      throws IOException, InterruptedException {
    List<ExerciseSources> found = ExerciseSources.below(kit.exercises(), prefix);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No notebook with exercises is called \"%s\"; expected a set or a notebook of it, such as a2, a2/dropout or lessons/06-batch-normalisation."
              .formatted(prefix));
    }
    boolean right = true;
    for (ExerciseSources sources : found) {
      try (var compiler = new ExerciseCompiler(sources, kit.notebooks(), true)) {
        List<ExerciseProof> proofs = compiler.compile();
        print(sources.notebook(), proofs, out);
        right &= proofs.stream().allMatch(proof -> proof.problems().isEmpty());
        Map<Path, String> changed = changed(kit.compiledExercises(), compiler.files());
        right &= !checkOnly || changed.isEmpty();
        for (Map.Entry<Path, String> file : changed.entrySet()) {
          out.println((checkOnly ? "Out of date: " : "Written: ") + file.getKey());
          if (!checkOnly) {
            WholeFile.write(kit.compiledExercises().resolve(file.getKey()), file.getValue());
          }
        }
      } catch (IllegalArgumentException e) {
        out.println("%s: %s".formatted(sources.notebook(), e.getMessage()));
        right = false;
      }
      out.flush();
    }
    return right;
  }

  private static Map<Path, String> changed(Path folder, Map<Path, String> files)
      throws IOException {
    Map<Path, String> changed = new LinkedHashMap<>();
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path there = folder.resolve(file.getKey());
      if (!Files.exists(there) || !Files.readString(there).equals(file.getValue())) {
        changed.put(file.getKey(), file.getValue());
      }
    }
    return changed;
  }

  private static void print(String notebook, List<ExerciseProof> proofs, PrintWriter out) {
    out.printf(
        "%n%-34s %6s  %-8s  %-14s  %-5s  %-9s  %s%n",
        notebook, "points", "solution", "wrong (named)", "pairs", "arguments", "robot");
    for (ExerciseProof proof : proofs) {
      out.printf(
          "%-34s %6.3g  %-8s  %-14s  %-5d  %-9s  %s%n",
          proof.id(),
          proof.points(),
          proof.solutionIsRight() ? "right" : "WRONG",
          "%d/%d (%d)".formatted(proof.failed(), proof.variants(), proof.named()),
          proof.pairs(),
          proof.changed(),
          proof.robotFails() ? "fails" : "PASSES");
      proof.problems().forEach(problem -> out.println("    " + problem));
    }
  }
}
