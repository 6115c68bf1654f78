"""Measures the kernel: its time from start to first result, the time of a cell without output, and its size.

Run it with the Python that `./gradus lab` prepared: .venv/bin/python src/kernel/test/python/measure_kernel.py
"""

import os
import platform
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from kernel_client import KIT, Notebook
from jupyter_client.kernelspec import KernelSpecManager

STARTS = 10
CELLS = 200


def milliseconds(action):
    start = time.perf_counter()
    result = action()
    return 1000 * (time.perf_counter() - start), result


def start_to_first_result():
    """A new kernel that has evaluated a first cell."""
    notebook = Notebook()
    assert notebook.run("List.of(2, 3).size()").value == "2"
    return notebook


def starts(count):
    taken = []
    for _ in range(count):
        milliseconds_taken, notebook = milliseconds(start_to_first_result)
        taken.append(milliseconds_taken)
        notebook.close()
    return taken


def starts_without_archive(count):
    """The same kernel in another folder, but for the archive of classes."""
    with tempfile.TemporaryDirectory() as folder:
        registered = KernelSpecManager().get_kernel_spec("java").resource_dir
        shutil.copytree(registered, f"{folder}/kernels/java", ignore=shutil.ignore_patterns("*.aot"))
        spec = Path(f"{folder}/kernels/java/kernel.json")  # which names its folder in full
        spec.write_text(spec.read_text().replace(registered, str(spec.parent)))
        os.environ["JUPYTER_PATH"] = folder
        assert KernelSpecManager().get_kernel_spec("java").resource_dir.startswith(folder)
        taken = starts(count)
        del os.environ["JUPYTER_PATH"]
        return taken


def report(name, times, bar):
    low, high = min(times), max(times)
    print(f"{name:36} median {statistics.median(times):7.1f} ms, from {low:.1f} to {high:.1f}{bar}")


def size():
    files = [path.read_text().splitlines() for path in (KIT / "src/kernel/main/java").rglob("*.java")]
    code = [line for lines in files for line in lines if not line.lstrip().startswith(("*", "/*", "//", "import ")) and line.strip()]
    print(f"{len(files)} files of {sum(map(len, files)):,} lines, {len(code):,} without comments, imports and blank lines")


def main():
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    report("start to first result", starts(STARTS), " (bar: 2,000 ms)")
    report("the same without the archive", starts_without_archive(STARTS), "")
    notebook = start_to_first_result()
    for i in range(50):
        notebook.run(f"int warm{i} = {i};")
    cells = [milliseconds(lambda i=i: notebook.run(f"int number{i} = {i};"))[0] for i in range(CELLS)]
    report("a warm cell without output", cells, " (bar: 30 ms)")
    notebook.close()
    size()


if __name__ == "__main__":
    main()
