"""What students receive is what nbgrader would release: its metadata (schema 3), its checksums, nothing to peek at."""

import hashlib
import json
import os

import nbformat
import pytest
from kernel_client import KIT
from nbclient import NotebookClient

RELEASED = sorted((KIT / "notebooks" / "assignments" / "release").rglob("*.ipynb"))
KEYS = {"schema_version", "grade", "locked", "solution", "task", "grade_id", "points", "checksum", "cell_type"}


def tracked(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return [cell for cell in notebook.cells if "nbgrader" in cell.metadata]


def checksum(cell):
    """nbgrader's checksum: of the text, the type and the metadata, in this order."""
    meta = cell.metadata.nbgrader
    locked = not meta.solution and (meta.grade or meta.locked)
    parts = [cell.source, cell.cell_type, str(meta.grade), str(meta.solution), str(locked), meta.grade_id]
    if meta.grade:
        parts.append(str(float(meta.points)))
    return hashlib.md5("".join(parts).encode()).hexdigest()


def test_there_are_releases():
    assert len(RELEASED) >= 4


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: os.path.relpath(path, KIT))
class TestARelease:
    def test_has_the_metadata_of_nbgrader(self, path):
        names = [cell.metadata.nbgrader.grade_id for cell in tracked(path)]
        assert len(names) == len(set(names))
        for cell in tracked(path):
            meta = cell.metadata.nbgrader
            assert set(meta) <= KEYS and meta.schema_version == 3
            assert ("points" in meta) == meta.grade
            assert cell.metadata.deletable is False
            assert cell.metadata.get("editable", True) == meta.solution
            assert meta.cell_type == cell.cell_type

    def test_has_the_checksums_of_nbgrader(self, path):
        for cell in tracked(path):
            assert cell.metadata.nbgrader.checksum == checksum(cell), cell.metadata.nbgrader.grade_id

    def test_shows_neither_solutions_nor_hidden_tests_nor_outputs(self, path):
        text = path.read_text(encoding="utf-8")
        for word in ("BEGIN SOLUTION", "HIDDEN TESTS", "WRONG:"):
            assert word not in text
        cells = json.loads(text)["cells"]
        assert all(not cell.get("outputs") for cell in cells)
        assert "YOUR CODE HERE" in text


def points(cell):
    """What nbgrader gives for the outputs of a test: nothing after an error or output on stderr, else a value or all."""
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            return 0
    values = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
    return float(values[0]) if values else cell.metadata.nbgrader.points


def graded(path, folder, monkeypatch):
    """The tests of a notebook as they come out where nbgrader runs it, in autograded/STUDENT/ASSIGNMENT."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("GRADUS_BUDGET", "quick")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "explore" not in cell.metadata.get("tags", [])]
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="java", allow_errors=True, resources=resources).execute()
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


@pytest.mark.parametrize(("shelf", "earns"), [("source", True), ("release", False)])
def test_jupyter_shows_nbgrader_what_it_needs_to_grade(shelf, earns, tmp_path, monkeypatch):
    for cell in graded(KIT / "notebooks" / "assignments" / shelf / "a1" / "svm.ipynb", tmp_path, monkeypatch):
        assert points(cell) == (cell.metadata.nbgrader.points if earns else 0), cell.metadata.nbgrader.grade_id
