package gradus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is printed about the run of a notebook, with a shell script in place of Python. */
@DisabledOnOs(OS.WINDOWS)
class NotebookRunTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  private List<String> execute(String script) throws IOException, InterruptedException {
    Path python = folder.resolve("python");
    Files.writeString(python, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    var run =
        new NotebookRun(
            new Kit(folder),
            new Jupyter(python, folder),
            Budget.QUICK,
            60,
            new PrintWriter(out, true));
    Path notebook = folder.resolve("lesson.ipynb");
    return run.execute(notebook, notebook, folder.resolve("lesson.html"));
  }

  @Test
  void aNotebookWithoutFailuresIsOk() throws Exception {
    assertEquals(
        List.of(),
        execute(
            """
            echo '{"event": "start", "cells": 1}'
            echo 'a line that is no event'
            echo '{"event": "cell"}'
            echo '{"event": "end", "failures": []}'
            """));
    assertTrue(out.toString().startsWith("ok  lesson.ipynb in "), out.toString());
  }

  @Test
  void aFailureIsNamedWithItsNotebook() throws Exception {
    assertEquals(
        List.of("lesson.ipynb, cell 3: boom"),
        execute("echo '{\"event\": \"end\", \"failures\": [\"cell 3: boom\"]}'"));
    assertTrue(out.toString().startsWith("FAILED  lesson.ipynb in "), out.toString());
  }

  @Test
  void anExecutorThatDiesIsNamedWithItsCodeAndMessages() throws Exception {
    List<String> failures = execute("echo 'no module nbclient' >&2; exit 7");
    String start = "lesson.ipynb, the executor ended with code 7; its messages are in ";
    assertTrue(failures.getFirst().startsWith(start), failures.toString());
    Path log = Path.of(failures.getFirst().substring(start.length()));
    assertEquals("no module nbclient\n", Files.readString(log));
    Files.delete(log);
  }

  @Test
  void theExecutorIsToldTheKitAndTheBudget() throws Exception {
    assertEquals(
        List.of("lesson.ipynb, " + folder + " quick"),
        execute("echo '{\"event\": \"end\", \"failures\": [\"'$GRADUS_HOME $GRADUS_BUDGET'\"]}'"));
  }

  @Test
  void aKernelThatIsOlderThanTheLibraryIsNotRegistered() throws IOException {
    var kit = new Kit(folder.resolve("kit"));
    var jupyter = new Jupyter(folder.resolve("python"), folder.resolve("venv"));
    assertFalse(jupyter.isRegistered(kit));
    Path jar = Files.createDirectories(kit.lib()).resolve("gradus-kit.jar");
    Files.createFile(jar);
    Path lib = Files.createDirectories(jupyter.kernel().resolve("lib"));
    Path registered = Files.createFile(lib.resolve("gradus-kit.jar"));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(2_000));
    Files.setLastModifiedTime(registered, FileTime.fromMillis(1_000));
    assertFalse(jupyter.isRegistered(kit));
    Files.setLastModifiedTime(registered, FileTime.fromMillis(2_000));
    assertTrue(jupyter.isRegistered(kit));
  }

  @Test
  void releasedAssignmentsAndCheckpointsAreNotExecuted() throws IOException {
    for (String file :
        List.of(
            "lessons/00.ipynb",
            "lessons/.ipynb_checkpoints/00.ipynb",
            "lessons/notes.txt",
            "assignments/source/a1/knn.ipynb",
            "assignments/release/a1/knn.ipynb")) {
      Path path = folder.resolve("notebooks").resolve(file);
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }
    var kit = new Kit(folder);
    assertEquals(
        List.of("assignments/source/a1/knn.ipynb", "lessons/00.ipynb"),
        kit.executableNotebooks()
            .map(file -> kit.notebooks().relativize(file).toString())
            .toList());
  }
}
