"""What the tests share: the project's folder, and a kernel driven through Jupyter's own protocol."""

import threading
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

KIT = Path(__file__).resolve().parents[4]


def notebook_with(path, *cells, kernel="java"):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": kernel, "language": "java", "display_name": "Java"}
    nbformat.write(notebook, path)
    return path


class Notebook:
    """A kernel and a client: cells go in, their outputs come back."""

    def __init__(self, kernel="java"):
        self.manager, self.client = start_new_kernel(kernel_name=kernel, startup_timeout=60)
        self.interrupting = threading.Lock()

    def run(self, code, timeout=60, answer=None):
        """Runs a cell; `answer` is what its user types when it asks for input."""
        outputs = []
        reply = self.client.execute_interactive(
            code,
            timeout=timeout,
            allow_stdin=answer is not None,
            stdin_hook=lambda _: self.client.input(answer),
            output_hook=lambda m: outputs.append((m["msg_type"], m["content"])),
        )
        with self.interrupting:  # by a timer, whose reply is not ours
            pass
        return Cell(reply["content"], outputs)

    def start(self, code):
        """Sends a cell that prints once it is where a test wants it, and returns then; no fixed wait is long enough everywhere."""
        message = self.client.execute(code)
        self.wait_for_output(message)
        return message

    def wait_for_output(self, message):
        while True:
            seen = self.client.get_iopub_msg(timeout=30)
            if seen["parent_header"].get("msg_id") == message and seen["msg_type"] == "stream":
                return

    def interrupt_after(self, seconds):
        timer = threading.Timer(seconds, self.interrupt)
        timer.start()
        return timer

    def interrupt(self):
        """Presses stop, and returns when the kernel has seen it."""
        channel = self.client.control_channel
        with self.interrupting:
            channel.send(self.client.session.msg("interrupt_request", {}))
            channel.get_msg(timeout=20)

    def restart(self):
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=60)

    def ask(self, message_id, timeout=20):
        """The reply to a request that was sent on the shell channel."""
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == message_id:
                return reply["content"]

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


class Cell:
    def __init__(self, reply, outputs):
        self.reply = reply
        self.outputs = outputs
        self.status = reply["status"]

    def stream(self, name="stdout"):
        return "".join(c["text"] for kind, c in self.outputs if kind == "stream" and c["name"] == name)

    @property
    def value(self):
        values = [c["data"] for kind, c in self.outputs if kind == "execute_result"]
        return values[0]["text/plain"] if values else None

    @property
    def error(self):
        return "\n".join(line for kind, c in self.outputs if kind == "error" for line in c["traceback"])
