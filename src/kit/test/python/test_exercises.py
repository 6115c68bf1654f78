"""Exercises as a learner meets them: in the real kernel, with what was solved and predicted kept between kernels."""

import json
import os

import pytest
from kernel_client import Notebook

SETUP = """
import static gradus.exercise.Exercises.*;
import gradus.exercise.*;
import org.ejml.data.DMatrixRMaj;
"""
NORMS = 'check("a1/norms", g -> norms(g.matrix("x")));'
WRONG = """double[] norms(DMatrixRMaj x) {
  double[] n = new double[x.numRows];
  for (int i = 0; i < x.numRows; i++) for (int j = 0; j < x.numCols; j++) n[i] += %s;
  return n;
}"""
RIGHT = WRONG % "x.get(i, j) * x.get(i, j)"


@pytest.fixture
def learner(tmp_path, monkeypatch):
    """A notebook whose progress is in a file of its own; opening it again is another day."""
    monkeypatch.setenv("GRADUS_PROGRESS", str(tmp_path / "progress.json"))
    opened = []

    def open_notebook():
        opened.append(Notebook())
        assert opened[-1].run(SETUP).status == "ok"
        return opened[-1]

    yield open_notebook
    for notebook in opened:
        notebook.close()


def test_a_check_says_more_each_time_and_shows_no_stack(learner):
    notebook = learner()
    notebook.run(WRONG % "Math.abs(x.get(i, j))")
    first, second, third = (notebook.run(NORMS) for _ in range(3))
    assert {cell.reply["ename"] for cell in (first, second, third)} == {"CheckFailed"}
    for cell in (first, second, third):
        assert "\tat " not in cell.error and "  at " not in cell.error and "CheckFailed" not in cell.error
    assert "Likely" not in first.error
    assert "Likely: absolute values are added" in second.error and "Where to look" not in second.error
    assert third.error.splitlines()[-1].startswith("Where to look: ")
    notebook.run(RIGHT)
    done = notebook.run(NORMS)
    assert done.status == "ok" and "all visible checks passed; hidden ones run when it is graded" in done.stream()


def test_what_was_solved_and_failed_is_remembered_by_the_next_kernel(learner, tmp_path):
    monday = learner()
    monday.run(WRONG % "x.get(i, j)")
    monday.run(NORMS)
    tuesday = learner()
    tuesday.run(WRONG % "x.get(i, j)")
    assert "Likely: the numbers are not squared" in tuesday.run(NORMS).error
    tuesday.run(RIGHT)
    tuesday.run(NORMS)
    assert "1 of " in tuesday.run('progress("a1/knn")').stream()
    assert json.loads((tmp_path / "progress.json").read_text())["solved"] == {"a1/norms": True}


def test_an_exercise_that_is_not_done_says_so(learner):
    notebook = learner()
    notebook.run("double[] norms(DMatrixRMaj x) { return todo(); }")
    assert "not done yet" in notebook.run(NORMS).error


def test_a_prediction_is_asked_for_once_and_kept_with_the_output(learner):
    notebook = learner()
    ask = 'predict("01/own", "How many are right?", "all: each is its own neighbour");'
    cell = notebook.run(ask, answer="five hundred")
    shown = [content for kind, content in cell.outputs if kind == "display_data"]
    assert shown[0]["metadata"]["gradus"] == {"id": "01/own", "prediction": "five hundred"}
    assert "five hundred" in shown[0]["data"]["text/html"]
    again = notebook.run(ask)
    assert "five hundred" in next(c for kind, c in again.outputs if kind == "display_data")["data"]["text/html"]


def test_without_a_person_the_question_is_shown_with_the_folded_answer(learner):
    cell = learner().run('predict("01/own", "How many?", "all");')
    assert cell.status == "ok" and cell.stream("stderr") == ""
    shown = next(c for kind, c in cell.outputs if kind == "display_data")
    assert "<details>" in shown["data"]["text/html"] and shown["metadata"]["gradus"] == {"id": "01/own"}


@pytest.mark.parametrize("strict", [True, False])
def test_a_claim_that_does_not_hold_ends_the_build_but_no_learner(learner, monkeypatch, strict):
    monkeypatch.setitem(os.environ, "GRADUS_CLAIMS", "strict" if strict else "")
    cell = learner().run('claim(1 > 2, "one is more than two");')
    assert cell.status == ("error" if strict else "ok")
    assert "one is more than two" in (cell.error if strict else cell.stream())
