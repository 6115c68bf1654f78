"""What the comparison of saved outputs with new ones finds, and what it leaves out."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

SCRIPT = Path(__file__).with_name("compare_outputs.py")


def compared(tmp_path, saved, today):
    for folder, data in (("saved", saved), ("today", today)):
        cell = nbformat.v4.new_code_cell("show(x)", outputs=[nbformat.v4.new_output("display_data", data=data)])
        (tmp_path / folder).mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / folder / "a.ipynb")
    return subprocess.run([sys.executable, SCRIPT, tmp_path / "saved", tmp_path / "today"], capture_output=True, text=True, check=False)


def table(*rows):
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return {"text/html": "<table><tr><td>network</td><td>seconds</td><td>accuracy</td></tr>" + lines + "</table>", "text/plain": ""}


@pytest.mark.parametrize(("saved", "today"), [
    ({"text/plain": "trained in 1.5 s, 98 %"}, {"text/plain": "trained in 12 s, 98 %"}),
    ({"text/plain": "4,440 images/s"}, {"text/plain": "390 images/s"}),
    (table(("LeNet", "9.24", "0.95")), table(("LeNet", "11", "0.95"))),
])
def test_times_are_no_difference(tmp_path, saved, today):
    result = compared(tmp_path, saved, today)
    assert (result.returncode, result.stdout) == (0, "1 notebooks show what they showed.\n")


@pytest.mark.parametrize(("saved", "today"), [
    ({"text/plain": "trained in 1.5 s, 98 %"}, {"text/plain": "trained in 1.5 s, 97 %"}),
    (table(("LeNet", "9.24", "0.95")), table(("LeNet", "9.24", "0.94"))),
    ({"image/png": "aGVsbG8="}, {"image/png": "d29ybGQ="}),
])
def test_what_a_cell_shows_is(tmp_path, saved, today):
    result = compared(tmp_path, saved, today)
    assert result.returncode == 1
    assert result.stdout.startswith("a.ipynb, cell 1\n    -") and "\n    +" in result.stdout
