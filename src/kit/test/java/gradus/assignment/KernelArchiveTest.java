package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.Isolation;
import gradus.sandbox.JavaCommand;
import gradus.sandbox.KernelProcess;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kernels start from an archive of their classes, which holds nothing of the solutions. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems isolate nothing")
class KernelArchiveTest {
  private static final String SECRET = "only the solution says this";

  /** Makes an archive and prints whether a kernel in isolation runs from it. */
  public static void main(String[] words) throws Exception {
    Notebook source =
        Notebooks.of(
            Notebooks.locked("imports", "import org.ejml.data.DMatrixRMaj;"),
            Notebooks.solution(
                "answer",
                "String answer() {\n// BEGIN SOLUTION\nreturn \"%s\";\n// END SOLUTION\n}"
                    .formatted(SECRET)));
    var assignment = new Assignment("a", Map.of("a.ipynb", source), Map.of());
    Path archive = KernelArchive.make(assignment).orElseThrow();
    String text = Files.readString(archive, StandardCharsets.ISO_8859_1);
    System.out.println("knows the solution: " + text.contains(SECRET));
    Isolation isolation = AvailableIsolation.best().orElseThrow();
    Path folder = Files.createDirectory(Path.of(words[0]));
    if (!folder.toFile().setReadable(true, false) || !folder.toFile().setExecutable(true, false)) {
      throw new IOException("cannot open " + folder);
    }
    try (var kernel = new KernelProcess(isolation, Limits.DEFAULT, folder)) {
      String mapped = "Files.readString(Path.of(\"/proc/self/maps\")).contains(\"%s\")";
      Outcome outcome =
          kernel.run(
              1,
              "import java.nio.file.*;\nSystem.out.print(\"mapped: \" + "
                  + mapped.formatted(archive.getFileName())
                  + ");");
      System.out.println(outcome.standardOutput() + outcome.message());
    }
  }

  @Test
  void kernelsRunFromIt(@TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>(JavaCommand.kernel(Limits.DEFAULT).words());
    command.removeLast();
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, jars(folder, command.get(classPath)));
    command.addAll(
        List.of(KernelArchiveTest.class.getName(), folder.resolve("submission").toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(
        List.of("knows the solution: false", "mapped: true"), output.strip().lines().toList());
  }

  /** The same class path with jars in the place of folders, as users have it. */
  private static String jars(Path to, String classPath) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path place = Path.of(entry);
      if (Files.isDirectory(place)) {
        place = jar(place, to.resolve(entries.size() + ".jar"));
      }
      entries.add(place.toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static Path jar(Path folder, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
