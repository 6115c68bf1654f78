package gradus.cli;

import gradus.assignment.Assignment;
import gradus.datasets.Folders;
import gradus.gradebook.SimilarPairs;
import gradus.grading.AnswerCode;
import gradus.grading.HandIns;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the answers of a class with each other. */
@Command(
    name = "similarity",
    mixinStandardHelpOptions = true,
    description =
        "Compares the answers of each two students by JPlag, without what all received, and writes"
            + " the most similar pairs to similarity.csv. JPlag is fetched once, 24 MB. Nothing of"
            + " a submission runs. Alike is not copied: read both.")
final class SimilarityCommand implements Callable<Integer> {
  private static final int PRINTED = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClassFolder classFolder = new ClassFolder();

  @Option(
      names = "--pairs",
      converter = Count.class,
      paramLabel = "N",
      description = "How many pairs to write.")
  private int most = 50;

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    Path folder = classFolder.handedIn();
    Kit kit = Kit.current();
    Assignment assignment = Assignment.read(kit.assignments(), classFolder.assignment());
    var code = new AnswerCode(assignment);
    Map<String, String> answers = new TreeMap<>();
    HandIns.in(folder, assignment)
        .students()
        .forEach((student, handIn) -> answers.put(student, code.of(handIn)));
    answers.values().removeIf(String::isBlank);
    if (answers.size() < 2) {
      throw new IOException(
          "%s holds answers of %d students; a comparison needs two or more"
              .formatted(folder, answers.size()));
    }
    SimilarPairs pairs = compared(kit, answers, code.ofRelease());
    Path table = classFolder.output().resolve("similarity.csv");
    pairs.write(table);
    pairs.pairs().stream()
        .limit(PRINTED)
        .forEach(
            pair ->
                out().printf("%5.0f %%  %s, %s%n", pair.percent(), pair.first(), pair.second()));
    out().println("The pairs: " + table);
    out().flush();
    return 0;
  }

  private SimilarPairs compared(Kit kit, Map<String, String> answers, String release)
      throws MissingException, IOException, InterruptedException {
    Path project = kit.home().resolve("src/kit/similarity");
    Path jars =
        new MavenLibraries(kit, out())
            .fetch("JPlag", "jplag", project.resolve("pom.xml"), List.of());
    Path texts = Files.createTempDirectory("gradus-similarity");
    try {
      List<String> students = SimilarPairs.write(answers, texts.resolve("answers"));
      Files.writeString(
          Files.createDirectories(texts.resolve("release")).resolve("Answers.java"), release);
      List<String> command =
          List.of(
              Jupyter.java(),
              "-cp",
              jars + File.separator + "*",
              project.resolve("java/gradus/similarity/Pairs.java").toString(),
              texts.resolve("answers").toString(),
              texts.resolve("release").toString());
      Process process =
          new ProcessBuilder(command).redirectError(texts.resolve("errors").toFile()).start();
      List<String> lines = process.inputReader().lines().toList();
      if (process.waitFor() != 0) {
        throw new IOException(
            "JPlag could not compare: " + Files.readString(texts.resolve("errors")).strip());
      }
      return SimilarPairs.of(lines, students, most);
    } finally {
      Folders.delete(texts);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
