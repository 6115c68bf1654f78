"""Runs notebooks as JupyterLab does, one at a time, and prints a table of the memory that server and kernel took at most.

    .venv/bin/python src/kit/bench/lesson_memory.py [NOTEBOOK…] [--budget lesson] [--limit 1024]

Started by root where control groups can be made, server and kernel run in one with the limit, so that what needs more is
ended by the system, and the JVM sizes its heap by it. Elsewhere only the sum is taken. What a process shares with others
counts in part (PSS), ten times a second.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from datetime import UTC, datetime
from pathlib import Path

import websocket

KIT = Path(os.environ.get("GRADUS_HOME") or Path(__file__).resolve().parents[3])
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hub"))
from control_groups import ControlGroup, Unavailable  # noqa: E402

MEGABYTE = 1 << 20


def family(pid):
    """A process and all that descend from it."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))
    except OSError:
        return  # it ended


def memory(pid):
    """The proportional share of memory of a process, in bytes, and whether it is Java."""
    try:
        share = re.search(r"Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text())
        return int(share.group(1)) << 10, Path(f"/proc/{pid}/comm").read_text().strip() == "java"
    except (OSError, AttributeError):
        return 0, False


class Peak(threading.Thread):
    """The most memory that a process and its descendants took together, and its parts at that time."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.kernel, self.server, self.ended = pid, 0, 0, threading.Event()

    def run(self):
        while not self.ended.wait(0.1):
            parts = [memory(pid) for pid in family(self.pid)]
            kernel = sum(share for share, java in parts if java)
            server = sum(share for share, java in parts if not java)
            if kernel + server > self.kernel + self.server:
                self.kernel, self.server = kernel, server


class Server:
    """JupyterLab's server on a folder, in a control group where one can be made."""

    def __init__(self, folder, budget, limit):
        self.group = None
        try:
            self.group = ControlGroup.of(f"gradus-memory-{os.getpid()}", memory=limit * MEGABYTE)
        except Unavailable as reason:
            print(f"No control group, so nothing is limited: {reason}")
        self.log = folder / "server.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1",
             "--ServerApp.token=", "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}"],
            stdout=self.log.open("w"), stderr=subprocess.STDOUT, preexec_fn=self.group.enter if self.group else None,
            env=os.environ | {"GRADUS_HOME": str(KIT), "GRADUS_BUDGET": budget, "GRADUS_CLAIMS": "strict", "GRADUS_PROGRESS": "off",
                              "JUPYTER_PREFER_ENV_PATH": "1"},
        )  # fmt: skip
        self.peak = Peak(self.process.pid)
        self.peak.start()
        self.address = self._address()

    def _address(self):
        for _ in range(600):
            found = re.search(r"http://127\.0\.0\.1:\d+/", self.log.read_text())
            if found:
                return found.group()
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("JupyterLab's server did not start:\n" + self.log.read_text())

    def ask(self, path, method="GET", body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data, method=method), timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def run(self, name, cells):
        """Executes the cells in a kernel of their own, saves the notebook as it was, and returns what failed, or nothing."""
        saved = self.ask(f"api/contents/{name}")
        session = self.ask("api/sessions", "POST", {"path": name, "name": name, "type": "notebook", "kernel": {"name": "java"}})
        kernel = session["kernel"]["id"]
        channel = websocket.create_connection(self.address.replace("http", "ws") + f"api/kernels/{kernel}/channels", timeout=3600)
        try:
            for number, source in enumerate(cells, 1):
                failure = execute(channel, source)
                if failure:
                    return f"cell {number}: {failure}"
            self.ask(f"api/contents/{name}", "PUT", {"type": "notebook", "content": saved["content"]})
            return ""
        finally:
            channel.close()

    def stop(self):
        self.peak.ended.set()
        self.peak.join()
        self.process.terminate()
        self.process.wait(30)
        if self.group:
            time.sleep(1)  # until the kernel, too, has gone
            self.group.remove()


def execute(channel, source):
    """Runs a cell and returns its error, if it has one."""
    request = uuid.uuid4().hex
    header = {"msg_id": request, "msg_type": "execute_request", "username": "", "session": "memory", "version": "5.3",
              "date": datetime.now(UTC).isoformat()}  # fmt: skip
    content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    channel.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}))
    failure, idle, answered = "", False, False
    while not (idle and answered):
        message = json.loads(channel.recv())
        kind, said = message["header"]["msg_type"], message["content"]
        if kind == "status" and said["execution_state"] in ("restarting", "dead"):
            return "the kernel ended"
        if message["parent_header"].get("msg_id") != request:
            continue
        if kind == "error":
            failure = f"{said['ename']}: {said['evalue']}"
        idle |= kind == "status" and said["execution_state"] == "idle"
        answered |= kind == "execute_reply"
    return failure


def measured(notebook, budget, limit):
    """A line of the table."""
    cells = ["".join(cell["source"]) for cell in json.loads(notebook.read_text())["cells"] if cell["cell_type"] == "code"]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / notebook.name).write_bytes(notebook.read_bytes())
        start = time.monotonic()
        server = Server(folder, budget, limit)
        try:
            failure = server.run(notebook.name, cells)
        finally:
            server.stop()
    peak = server.peak
    total, seconds = (peak.kernel + peak.server) / MEGABYTE, time.monotonic() - start
    line = f"| {notebook.stem} | {total:.0f} | {peak.kernel / MEGABYTE:.0f} | {peak.server / MEGABYTE:.0f} | {seconds:.0f} |"
    print(line + (f" {failure}" if failure else ""), flush=True)
    return not failure and total <= limit


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted((KIT / "notebooks/lessons").glob("*.ipynb")))
    parser.add_argument("--budget", default="lesson", choices=["quick", "lesson", "report"])
    parser.add_argument("--limit", type=int, default=1024, metavar="MEGABYTES")
    options = parser.parse_args()
    print("| lesson | MB together | kernel | server | seconds |\n|---|---|---|---|---|")
    fits = [measured(notebook, options.budget, options.limit) for notebook in options.notebooks]
    sys.exit(0 if all(fits) else 1)


if __name__ == "__main__":
    main()
