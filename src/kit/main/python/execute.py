"""Executes one notebook and says on standard output, a line of JSON each, what happens.

Arguments: the notebook, where to write it executed, where to write its page (HTML), seconds allowed for each cell.
A notebook that fails or is interrupted never replaces a good one: it is written beside, as NAME.failed.ipynb.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

# Imported by jsonschema to check a kind of address that notebooks have none of; its grammar takes a second to build.
sys.modules["rfc3987_syntax"] = None

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def say(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


class Unusable(Exception):
    """Why a notebook cannot be executed, in a sentence."""


def read(source):
    """The notebook of a file: with a byte order mark or odd ids of cells, too."""
    try:
        raw = json.loads(Path(source).read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Unusable(f"{source} is no whole notebook: {error}") from None
    except OSError as error:
        raise Unusable(f"{source} cannot be read: {error.strerror}") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("nbformat"), int):
        raise Unusable(f"{source} is no notebook, but other JSON")
    seen = set()
    for number, cell in enumerate(raw.get("cells", [])):
        if "id" in cell and (not re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", str(cell["id"])) or cell["id"] in seen):
            cell["id"] = f"cell-{number}"
        seen.add(cell.get("id"))
    try:
        notebook = nbformat.reads(json.dumps(raw), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:
        first = str(error).strip().splitlines()[0]
        raise Unusable(f"{source} is a damaged notebook: {first}") from None
    return notebook


def require_writable(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unusable(f"cannot write into {folder}: {error.strerror}; name another folder with --output") from None


def beside(path):
    return path.with_name(f"{path.stem}.failed{path.suffix}")


def errors_of(cell):
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stderr":
            yield "wrote on stderr: " + output.text.strip()[:2000]


def report_of(notebook):
    """What the kernel says of the cell that failed, with the lines that matter and without colours."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return COLOUR.sub("", "\n".join(output.traceback))
    return ""


def main(source, executed, page, seconds):
    require_writable(Path(executed).parent)
    require_writable(Path(page).parent)
    notebook = read(source)
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    say("start", cells=len(code))
    client = NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name="java",
        resources={"metadata": {"path": str(Path(source).resolve().parent)}},
        on_cell_executed=lambda cell, cell_index, **_: say("cell", index=cell_index),
    )
    failures = []
    try:
        client.execute(cleanup_kc=False)
    except CellExecutionError as error:
        failures.append(report_of(notebook) or str(error))
    except CellTimeoutError:
        failures.append(f"a cell took more than {seconds} seconds")
    except DeadKernelError:
        failures.append("the kernel died")
    if client.kc:
        client.kc.shutdown()  # The kernel ends while the page is made; what is left of it is stopped at exit.
    # As the kernel counts, whose reports name cells by the numbers in their brackets.
    last = max((notebook.cells[i].get("execution_count") or 0 for i in code), default=0)
    failures = [f"cell {last}: {text}" for text in failures]
    for i in code:
        failures += [f"cell {notebook.cells[i].get('execution_count')} {text}" for text in errors_of(notebook.cells[i])]
        notebook.cells[i].metadata.pop("execution", None)
    executed, page = Path(executed), Path(page)
    for path in (executed, page):
        beside(path).unlink(missing_ok=True)
    if failures:
        executed, page = beside(executed), beside(page)
    write(executed, nbformat.writes(notebook) + "\n")
    # A page needs no network, so it names no script elsewhere; JupyterLab draws the formulas that it shows as TeX.
    exporter = HTMLExporter(embed_images=True, mathjax_url="", require_js_url="", jquery_url="", mermaid_js_url="")
    write(page, exporter.from_notebook_node(notebook)[0])
    say("end", failures=failures, executed=str(executed))


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except Unusable as reason:
        say("end", failures=[str(reason)], executed="")
