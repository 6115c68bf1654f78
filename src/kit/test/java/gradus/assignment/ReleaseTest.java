package gradus.assignment;

import static gradus.notebook.Notebooks.graded;
import static gradus.notebook.Notebooks.plain;
import static gradus.notebook.Notebooks.solution;
import static gradus.notebook.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
  private static final Notebook SOURCE =
      Notebooks.of(
          plain("markdown", "# Doubling"),
          solution(
              "double",
              """
              int doubled(int x) {
                // BEGIN SOLUTION
                return 2 * x;
                // END SOLUTION
              }"""),
          test(
              "double-check",
              1.5,
              """
              require(doubled(2) == 4);
              // BEGIN HIDDEN TESTS
              require(doubled(-3) == -6);
              // END HIDDEN TESTS"""));

  /** Names, kinds, points and checksums of cells that nbgrader itself released. */
  @ParameterizedTest
  @CsvSource({
    "part-a, true, true, 1, 6d5a9eb99c3e76354b6e360ce228580a",
    "part-b, true, true, 2, 789281f32aa7a8d789bd9f18de9efd00",
    "sum_of_squares_equation, true, true, 1, f3cc38a3e522c0be10852ebbe2a638b7",
  })
  void checksumsAreThoseOfNbgrader(
      String id, boolean grade, boolean solution, double points, String checksum) {
    Cell cell = graded(plain("markdown", ""), id, grade, solution, false, points);
    assertEquals(checksum, nbgrader(Release.of(Notebooks.of(cell)).cells().getFirst(), "checksum"));
  }

  /** MD5 of the text, "code", "True", "False", "True", "t" and "2.0", computed with Python. */
  @Test
  void aTestIsLockedInItsChecksumWhateverItsMetadataSay() {
    Cell unlocked = graded(plain("code", "check();"), "t", true, false, false, 2);
    Cell locked = graded(plain("code", "check();"), "t", true, false, true, 2);
    for (Cell cell : new Cell[] {unlocked, locked}) {
      assertEquals(
          "3b40debcd7ffc97851eb879e2fbca028",
          nbgrader(Release.of(Notebooks.of(cell)).cells().getFirst(), "checksum"));
    }
  }

  @Test
  void aSolutionBecomesAStubThatThrows() {
    assertEquals(
        """
        int doubled(int x) {
          // YOUR CODE HERE
          throw new UnsupportedOperationException("exercise not done yet");
        }""",
        Release.of(SOURCE).cells().get(1).source());
  }

  @Test
  void hiddenTestsAreTakenOut() {
    Cell check = Release.of(SOURCE).cells().get(2);
    assertEquals("require(doubled(2) == 4);", check.source());
    assertEquals("1.5", nbgrader(check, "points"));
  }

  @Test
  void solutionsMayBeEditedAndTestsMayNot() {
    Cell answer = Release.of(SOURCE).cells().get(1);
    Cell check = Release.of(SOURCE).cells().get(2);
    assertFalse(answer.metadata().has("editable"));
    assertFalse(check.metadata().get("editable").getAsBoolean());
    assertFalse(answer.metadata().get("deletable").getAsBoolean());
  }

  @Test
  void whatWasExecutedIsCleared() {
    Cell executed =
        new Cell(
            JsonParser.parseString(
                    """
                    {"cell_type": "code", "execution_count": 7, "id": "a", "metadata": {},
                     "outputs": [{"output_type": "stream", "name": "stdout", "text": "5"}],
                     "source": "show(5);", "attachments": {"kept": {}}}
                    """)
                .getAsJsonObject());
    assertEquals(
        """
        {
         "cells": [
          {
           "attachments": {
            "kept": {}
           },
           "cell_type": "code",
           "execution_count": null,
           "id": "a",
           "metadata": {},
           "outputs": [],
           "source": "show(5);"
          }
         ],
         "metadata": {
          "kernelspec": {
           "language": "java"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }
        """,
        Release.of(Notebooks.of(executed)).toJson());
  }

  @Test
  void aReleaseIsTheSameByteForByteWhenMadeAgain(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first.ipynb");
    Path second = folder.resolve("second.ipynb");
    Release.of(SOURCE).write(first);
    Notebook.read(first).write(second);
    assertEquals(Files.readString(first), Files.readString(second));
  }

  @Test
  void aRegionThatDoesNotEndIsRefused() {
    Cell open = solution("open", "// BEGIN SOLUTION\nreturn 1;");
    var error = assertThrows(IllegalArgumentException.class, () -> Release.of(Notebooks.of(open)));
    assertEquals(
        "the code cell \"open\": BEGIN SOLUTION does not end; add END SOLUTION",
        error.getMessage());
  }

  @Test
  void aSolutionOutsideASolutionCellIsRefused() {
    Cell wrong = plain("code", "// BEGIN SOLUTION\nreturn 1;\n// END SOLUTION");
    var error = assertThrows(IllegalArgumentException.class, () -> Release.of(Notebooks.of(wrong)));
    assertTrue(error.getMessage().endsWith("mark it as an answer"));
  }

  @Test
  void twoCellsOfOneNameAreRefused() {
    Notebook twice = Notebooks.of(solution("a", "1"), solution("a", "2"));
    assertThrows(IllegalArgumentException.class, () -> Release.of(twice));
  }

  private static String nbgrader(Cell cell, String key) {
    return cell.metadata().getAsJsonObject("nbgrader").get(key).getAsString();
  }
}
