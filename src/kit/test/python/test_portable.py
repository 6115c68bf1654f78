"""Every notebook keeps to what IJava, JJava and the kit's kernel all understand: see src/kernel/README.md."""

import os
import re

import nbformat
import pytest
from kernel_client import KIT

MAGICS = {"%classpath", "%jars", "%maven", "%load", "%%loadFromPOM"}
IMPORT = re.compile(r"^\s*import\s+(static\s+)?[\w.]+(\.\*)?\s*;", re.MULTILINE)
MAGIC = re.compile(r"^%{1,2}\w+", re.MULTILINE)
ABSOLUTE_PATH = re.compile(r"""["'\s(](/(home|root|Users|tmp|work|opt|usr|mnt)/|[A-Z]:\\\\)""")
TEXT_BLOCK = re.compile(r'""".*?"""', re.DOTALL)

NOTEBOOKS = sorted(
    path for path in (KIT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)


def violations(notebook):
    """What a notebook does that not all three kernels can follow, or that belongs to one machine."""
    kernel = notebook.metadata.get("kernelspec", {})
    if (kernel.get("name"), kernel.get("language")) != ("java", "java"):
        yield f"the kernel is {kernel}, not java"
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        code = TEXT_BLOCK.sub('""', cell.source)
        if number > 1 and IMPORT.search(code):
            yield f"code cell {number} imports; the first is the place for that"
        if "gradus.kernel" in code:
            yield f"code cell {number} names the kit's kernel"
        for magic in set(MAGIC.findall(code)) - MAGICS:
            yield f"code cell {number} uses {magic}"
        if ABSOLUTE_PATH.search(f" {cell.source}"):
            yield f"code cell {number} holds an absolute path"
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"code cell {number} keeps an error"
            if ABSOLUTE_PATH.search(str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))):
                yield f"the output of code cell {number} holds an absolute path"


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: os.path.relpath(path, KIT))
def test_a_notebook_is_portable(path):
    assert list(violations(nbformat.read(path, as_version=4))) == []


LESSONS = [path for path in NOTEBOOKS if path.parent.name == "lessons"]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name)
def test_a_lesson_is_kept_as_it_ran_from_top_to_bottom(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name)
def test_a_lesson_shows_no_picture_of_the_real_sets(path):
    assert "read from the data folder" not in path.read_text(encoding="utf-8")


def test_all_notebooks_together_stay_small():
    assert sum(path.stat().st_size for path in NOTEBOOKS) < 25_000_000


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["int x = 1;", "import java.util.*;"], "imports"),
        (["%%bash\nls"], "%%bash"),
        (["var session = gradus.kernel.Session.class;"], "names the kit's kernel"),
        (['var data = "/home/ada/mnist";'], "absolute path"),
    ],
)
def test_what_only_one_kernel_understands_is_found(cells, found):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "java", "language": "java"}
    assert found in "".join(violations(notebook))


def test_an_error_that_was_kept_is_found():
    cell = nbformat.v4.new_code_cell("1", outputs=[nbformat.v4.new_output("stream", name="stderr", text="oh")])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert any("keeps an error" in found for found in violations(notebook))
