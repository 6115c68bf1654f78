"""Says which outputs of notebooks differ from those of an execution of today, except for times.

    ./gradus run --output /tmp/today notebooks/lessons
    .venv/bin/python src/kit/test/python/compare_outputs.py notebooks/lessons /tmp/today

An output that is no longer what its cell prints misleads who reads before running. Seconds and what is measured by them are
masked, and pictures are the same if their bytes are; those that show times are listed all the same.
"""

import argparse
import difflib
import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

NUMBER = r"\d[\d.,]*(?:e[-+]?\d+)?"
TIMES = re.compile(rf"{NUMBER}(?= ?(?:ns|µs|ms|s|min|h|seconds?|minutes?|hours?|GFLOP/s|\w+/s|\w+ (?:a|per) second)\b)")
TIMED_COLUMN = re.compile(r"\b(seconds?|ms|time|\w+/s|\w+ (a|per) second)\b")


class Rows(HTMLParser):
    """The text of an HTML output, a line for each row of its tables, without the columns of times."""

    def __init__(self):
        super().__init__()
        self.rows, self.timed = [[]], []

    def handle_starttag(self, tag, attrs):
        if tag in ("tr", "p", "div", "table"):
            self.rows.append([])
        if tag == "thead":
            self.timed = []

    def handle_data(self, data):
        if data.strip():
            self.rows[-1].append(data.strip())

    def lines(self):
        timed = set()
        for row in self.rows:
            found = {i for i, cell in enumerate(row) if TIMED_COLUMN.search(cell)}
            timed = found if found and len(row) > 1 and not any(re.fullmatch(NUMBER, cell) for cell in row) else timed
            yield " | ".join("…" if i in timed and re.fullmatch(NUMBER, cell) else cell for i, cell in enumerate(row))


def lines(output):
    """What an output shows, as lines of text."""
    data = output.get("data", {})
    if "text" in output:
        shown = "".join(output["text"]).splitlines()
    elif "traceback" in output:
        shown = [f"{output['ename']}: {output['evalue']}"]
    elif "image/png" in data:
        shown = [f"picture {hashlib.sha256(''.join(data['image/png']).encode()).hexdigest()[:12]}"]
    elif "text/html" in data:
        rows = Rows()
        rows.feed("".join(data["text/html"]))
        shown = rows.lines()
    else:
        shown = "".join(data.get("text/plain", "")).splitlines()
    return [TIMES.sub("…", line) for line in shown if line.strip()]


def cells(notebook):
    """The source and the shown lines of each code cell."""
    for number, cell in enumerate(json.loads(notebook.read_text(encoding="utf-8"))["cells"], 1):
        if cell["cell_type"] == "code":
            yield number, "".join(cell["source"]), [line for output in cell["outputs"] for line in lines(output)]


def differences(saved, today):
    """A paragraph for each cell whose outputs differ."""
    for (number, source, before), (_, source_today, now) in zip(cells(saved), cells(today), strict=True):
        if source != source_today:
            yield f"{saved.name}, cell {number}: the code differs; execute the notebook as it is now"
        elif before != now:
            changed = [line for line in difflib.unified_diff(before, now, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
            yield f"{saved.name}, cell {number}\n" + "\n".join(f"    {line[:200]}" for line in changed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("saved", type=Path, help="notebooks with their outputs")
    parser.add_argument("today", type=Path, help="the same, executed anew")
    options = parser.parse_args()
    pairs = [(saved, options.today / saved.relative_to(options.saved)) for saved in sorted(options.saved.rglob("*.ipynb"))]
    pairs = [(saved, today) for saved, today in pairs if today.exists()]
    if not pairs:
        parser.error(f"no notebook of {options.saved} is in {options.today}")
    found = [difference for saved, today in pairs for difference in differences(saved, today)]
    print("\n".join(found) or f"{len(pairs)} notebooks show what they showed.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
