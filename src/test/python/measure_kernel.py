"""Measures the kernel: from its start to the first result, and how soon a cell without output is answered.

Run it with the Python that `./gradus lab` prepared: .venv/bin/python src/test/python/measure_kernel.py
"""

import os
import platform
import statistics
import time

from conftest import Notebook

STARTS = 10
CELLS = 200


def milliseconds(action):
    start = time.perf_counter()
    result = action()
    return 1000 * (time.perf_counter() - start), result


def start_to_first_result():
    """A new kernel that has used a class of the library."""
    notebook = Notebook()
    assert notebook.run("gradus.tensor.Shape.of(2, 3).size()").value == "6"
    return notebook


def told(name, times, bar):
    low, high = min(times), max(times)
    print(f"{name:32} median {statistics.median(times):7.1f} ms, from {low:.1f} to {high:.1f} (bar: {bar:,} ms)")


def main():
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    starts = []
    for i in range(STARTS):
        taken, notebook = milliseconds(start_to_first_result)
        starts.append(taken)
        if i < STARTS - 1:
            notebook.close()
    told("start to first result", starts, 2000)
    for i in range(50):
        notebook.run(f"int warm{i} = {i};")
    cells = [milliseconds(lambda i=i: notebook.run(f"int number{i} = {i};"))[0] for i in range(CELLS)]
    told("a warm cell without output", cells, 30)
    notebook.close()


if __name__ == "__main__":
    main()
