"""What a class on one server does not use, it gives back: by the hub's own settings, with ten minutes as a second."""

import json
import socket
import subprocess
import sys
import time
import urllib.request

from kernel_client import KIT
from traitlets.config import Config
from websocket import create_connection

CONFIG = KIT / "src/kit/hub/jupyterhub_config.py"


def settings():
    """The arguments that the hub starts a user's server with."""
    config = Config()
    exec(compile(CONFIG.read_text(), CONFIG, "exec"), {"__file__": str(CONFIG), "get_config": lambda: config})
    return config.Spawner.args


def hurried(argument):
    name, value = argument.split("=")
    return f"{name}={max(1, int(value) // 600)}" if value.isdigit() else argument


def test_an_idle_kernel_ends_though_its_page_is_open_and_then_the_server(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as lines:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.open_browser=False",
             "--IdentityProvider.token=secret", f"--ServerApp.root_dir={tmp_path}", *map(hurried, settings())],
            stdout=lines, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def ask(path, data=None):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/api/{path}", data, {"Authorization": "token secret"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    try:
        for _ in range(300):
            try:
                ask("status")
                break
            except OSError:
                time.sleep(0.1)
        kernel = ask("kernels", json.dumps({"name": "java"}).encode())["id"]
        page = create_connection(f"ws://127.0.0.1:{port}/api/kernels/{kernel}/channels", header=["Authorization: token secret"])
        assert [each["id"] for each in ask("kernels")] == [kernel]
        assert server.wait(timeout=120) == 0, log.read_text()
        page.close()
        said = log.read_text()
        assert f"Culling 'idle' kernel 'java' ({kernel}) with 1 connections" in said, said
        assert "shutting down" in said.lower(), said
        assert "unrecognized" not in said.lower(), said
    finally:
        server.kill()
        server.wait()
