"""The debugger and the variables panel, through Jupyter's own protocol, as JupyterLab uses them."""

import itertools
import queue
import subprocess
import time

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import Notebook

pytestmark = pytest.mark.timeout(180)


class Debugger:
    """A front end that debugs: requests go to the control channel, events come from the notebook's outputs."""

    def __init__(self, notebook):
        self.client = notebook.client
        self.numbers = itertools.count(1)
        self.waiting = []

    def ask(self, command, **arguments):
        request = {"seq": next(self.numbers), "type": "request", "command": command, "arguments": arguments}
        channel = self.client.control_channel
        message = self.client.session.msg("debug_request", request)
        channel.send(message)
        while True:
            reply = channel.get_msg(timeout=30)
            if reply["parent_header"]["msg_id"] == message["header"]["msg_id"]:
                return reply["content"]

    def get(self, command, **arguments):
        reply = self.ask(command, **arguments)
        assert reply["success"], reply
        return reply["body"]

    def start(self):
        self.get("initialize", clientID="test")
        self.get("attach")

    def break_in(self, code, *lines):
        path = self.get("dumpCell", code=code)["sourcePath"]
        return self.break_at(path, *lines)

    def break_at(self, path, *lines):
        points = [{"line": line} for line in lines]
        return self.get("setBreakpoints", source={"path": path}, breakpoints=points)["breakpoints"]

    def event(self, name, seconds=30):
        """The next event of this name; all other messages before it are kept."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                return message["content"]["body"]
            self.waiting.append(message)
        raise AssertionError(f"no event {name}")

    def stopped(self):
        """Where the cell has stopped: the thread, and its frames from the innermost on."""
        thread = self.event("stopped")["threadId"]
        return thread, self.get("stackTrace", threadId=thread)["stackFrames"]

    def variables(self, frame, scope="Locals"):
        scopes = {s["name"]: s for s in self.get("scopes", frameId=frame["id"])["scopes"]}
        return self.children(scopes[scope])

    def children(self, variable):
        found = self.get("variables", variablesReference=variable["variablesReference"])["variables"]
        return {v["name"]: v for v in found}

    def globals(self):
        return {v["name"]: v for v in self.get("inspectVariables")["variables"]}

    def stop(self):
        self.get("disconnect")


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook("java-debugger")
    yield notebook
    notebook.close()


@pytest.fixture
def debugger(notebook):
    debugger = Debugger(notebook)
    debugger.start()
    yield debugger
    debugger.stop()


def reply_of(notebook, message):
    return notebook.ask(message, timeout=60)


def test_the_kernel_says_that_it_has_a_debugger(notebook):
    info = notebook.ask(notebook.client.kernel_info())
    assert info["debugger"] is True and {"debugger", "kernel subshells"} <= set(info["supported_features"])
    body = Debugger(notebook).get("debugInfo")
    assert body["hashMethod"] == "Murmur2" and not body["isStarted"] and body["breakpoints"] == [] and body["richRendering"]


def test_the_usual_kernel_has_none_and_says_where_it_is(fresh_notebook):
    info = fresh_notebook.ask(fresh_notebook.client.kernel_info())
    assert info["debugger"] is False and info["supported_features"] == ["kernel subshells"]
    reply = Debugger(fresh_notebook).ask("initialize", clientID="test")
    assert not reply["success"] and 'choose the kernel "Java with debugger"' in reply["message"]
    fresh_notebook.run("int seven = 7;")
    assert fresh_notebook.run('Integer.parseInt("x")').status == "error"
    assert not [name for name in Debugger(fresh_notebook).globals() if name.startswith("$")]
    assert Debugger(fresh_notebook).globals()["seven"]["value"] == "7"


def test_a_kernel_debugs_from_the_folder_that_it_was_moved_to(tmp_path, monkeypatch):
    spec = KernelSpecManager().get_kernel_spec("java")
    java = next(word for word in spec.argv if word.endswith(("bin/java", "bin\\java.exe")))
    jar = f"{spec.resource_dir}/lib/gradus-kernel.jar"
    command = [java, "-jar", jar, "install", "--prefix", str(tmp_path / "old"), "--relocatable"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (tmp_path / "old").rename(tmp_path / "new")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "new/share/jupyter"))
    notebook = Notebook("java-debugger")
    debugger = Debugger(notebook)
    debugger.start()
    debugger.break_in(LOOP, 3)
    message = notebook.client.execute(LOOP)
    thread, frames = debugger.stopped()
    assert frames[0]["line"] == 3 and debugger.variables(frames[0])["x"]["value"] == "10"
    debugger.get("setBreakpoints", source=frames[0]["source"], breakpoints=[])
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"
    home = notebook.run('System.getProperty("java.class.path")')
    notebook.close()
    assert str(tmp_path / "new") in home.value and str(tmp_path / "old") not in home.value


def test_without_being_started_it_says_so(notebook):
    reply = Debugger(notebook).ask("setBreakpoints", source={"path": "x"}, breakpoints=[])
    assert not reply["success"] and "has not been started" in reply["message"]
    reply = Debugger(notebook).ask("nonsense")
    assert not reply["success"] and "nonsense" in reply["message"]


LOOP = """int total = 0;
int half(int x) {
  int y = x / 2;
  // no code here
  return y;
}

for (int i = 1; i < 4; i++) {
  total += half(10 * i);
}
total"""


def test_a_cell_stops_and_only_its_thread(notebook, debugger):
    assert [point["line"] for point in debugger.break_in(LOOP, 3)] == [3]
    message = notebook.client.execute(LOOP)
    thread, frames = debugger.stopped()
    assert [(f["name"], f["line"]) for f in frames] == [("half", 3), (frames[1]["name"], 9)]
    assert frames[0]["source"]["path"] == debugger.get("dumpCell", code=LOOP)["sourcePath"]
    assert debugger.variables(frames[0])["x"]["value"] == "10"
    assert debugger.variables(frames[0], "Globals")["total"]["value"] == "0"
    assert debugger.get("debugInfo")["stoppedThreads"] == [thread]
    debugger.get("next", threadId=thread)
    thread, frames = debugger.stopped()
    assert frames[0]["line"] == 5 and debugger.variables(frames[0])["y"]["value"] == "5"
    debugger.get("stepOut", threadId=thread)
    thread, frames = debugger.stopped()
    assert frames[0]["line"] == 9
    debugger.get("stepIn", threadId=thread)
    debugger.break_in(LOOP)
    thread, _ = debugger.stopped()
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"
    assert notebook.run("total").value == "30"


def test_a_breakpoint_on_a_line_without_code_stands_on_the_next(notebook, debugger):
    code = "int place(int a) {\n  // nothing\n\n  return a + 1;\n}\n\nplace(1)"
    notebook.run(code)
    assert [point["line"] for point in debugger.break_in(code, 2, 6)] == [4, 7]
    message = notebook.client.execute(code)
    for line in (7, 4):
        thread, frames = debugger.stopped()
        assert frames[0]["line"] == line
        debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"


def test_a_step_over_the_end_of_a_statement_stops_at_the_next(notebook, debugger):
    code = "int first = 1;\nint second = 2;\nint third = first + second;"
    debugger.break_in(code, 1)
    message = notebook.client.execute(code)
    for line in (1, 2, 3):
        thread, frames = debugger.stopped()
        assert frames[0]["line"] == line
        debugger.get("next", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"
    assert notebook.run("int alone = third;\nalone").value == "3"


def test_cells_that_run_again_and_removed_breakpoints(notebook, debugger):
    code = "int again(int x) {\n  return x + 1;\n}\nagain(4)"
    debugger.break_in(code, 2)
    for _ in range(2):
        message = notebook.client.execute(code)
        thread, frames = debugger.stopped()
        assert frames[0]["line"] == 2
        debugger.get("continue", threadId=thread)
        assert reply_of(notebook, message)["status"] == "ok"
    debugger.break_in(code)
    assert notebook.run(code).value == "5" and debugger.get("debugInfo")["breakpoints"] == []


def test_a_method_that_got_new_code_stops_on_its_new_line(notebook, debugger):
    old = "class Gauge { int n = 3;\n  int read() {\n    return n;\n  }\n}\nvar gauge = new Gauge();"
    new = "class Gauge { int n = 3;\n  int read() {\n    int more = 1;\n    more += 5;\n    return n + more;\n  }\n}"
    notebook.run(old)
    debugger.break_in(new, 5)
    notebook.run(new)
    message = notebook.client.execute("gauge.read()")
    thread, frames = debugger.stopped()
    assert frames[0]["line"] == 5 and debugger.variables(frames[0])["more"]["value"] == "6"
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"


def test_a_step_into_a_library_and_a_breakpoint_in_it(notebook, debugger):
    notebook.run("import gradus.layer.*; import gradus.tensor.*;\nvar layer = new Linear(3, 2, Initializer.he(Precision.DOUBLE, new Seed(1)));\nMode mode = Mode.evaluation();")
    code = "Tensor x = Tensor.of(new double[][] {{1, 2, 3}});\nvar pass = layer.forward(x, mode);"
    debugger.break_in(code, 2)
    message = notebook.client.execute(code)
    thread, _ = debugger.stopped()
    debugger.get("stepIn", threadId=thread)
    thread, frames = debugger.stopped()
    assert frames[0]["name"] == "Linear.forward"
    source = frames[0]["source"]
    assert source["name"] == "Linear.java"
    text = debugger.get("source", source=source, sourceReference=0)["content"].splitlines()
    assert "forward" in "".join(text[frames[0]["line"] - 4 : frames[0]["line"]])
    local = debugger.variables(frames[0])
    assert "1×3 [[1, 2, 3]]" in [v["value"] for v in local.values()]
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"
    debugger.break_at(source["path"], frames[0]["line"])
    message = notebook.client.execute("layer.forward(x, mode).output().shape()")
    thread, again = debugger.stopped()
    assert again[0]["line"] == frames[0]["line"]
    debugger.break_at(source["path"])
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"


def test_expressions_see_and_change_the_frame(notebook, debugger):
    code = """class Box { int size = 7;
  int grow(int by, List<Integer> all) {
    int result = size + by;
    return result + all.get(0);
  }
}
new Box().grow(2, List.of(100, 200))"""
    debugger.break_in(code, 4)
    message = notebook.client.execute(code)
    thread, frames = debugger.stopped()
    frame = frames[0]["id"]

    def value(expression):
        return debugger.get("evaluate", expression=expression, frameId=frame, context="repl")["result"]

    assert value("result * 2 + all.get(1)") == "218"
    assert value("size + this.size") == "14"
    value("result = 1000;")
    reply = debugger.ask("evaluate", expression="missing + 1", frameId=frame)
    assert not reply["success"] and "missing" in reply["message"]
    rich = debugger.get("richInspectVariables", variableName="all", frameId=frame)
    assert rich["data"]["text/plain"] == "[100, 200]"
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"
    debugger.break_in(code)


@pytest.mark.parametrize(("kind", "code"), [("uncaught", 'int bad = Integer.parseInt("x");'), ("raised", "try { throw new IllegalStateException(); } catch (RuntimeException e) { }")])
def test_exceptions_stop(notebook, debugger, kind, code):
    debugger.get("setExceptionBreakpoints", filters=[kind])
    message = notebook.client.execute(code)
    body = debugger.event("stopped")
    assert body["reason"] == "exception"
    debugger.get("continue", threadId=body["threadId"])
    reply_of(notebook, message)


def test_stop_ends_a_cell_that_stands_at_a_breakpoint(notebook, debugger):
    code = "int turns = 0;\nwhile (true) {\n  turns++;\n}"
    debugger.break_in(code, 3)
    message = notebook.client.execute(code)
    debugger.stopped()
    notebook.interrupt()
    assert reply_of(notebook, message)["ename"] == "Interrupted"


def test_pause_stops_a_running_loop(notebook, debugger):
    message = notebook.start('long count = 0;\nboolean go = true;\nwhile (go) {\n  if (count++ == 1000) { System.out.print("counting"); }\n}')
    debugger.get("pause", threadId=1)
    thread, frames = debugger.stopped()
    assert frames[0]["line"] in (3, 4)
    debugger.get("evaluate", expression="go = false;", frameId=frames[0]["id"])
    debugger.get("continue", threadId=thread)
    assert reply_of(notebook, message)["status"] == "ok"


def test_variables_are_shown_without_a_stop_and_without_their_fields(notebook):
    notebook.run("""import org.ejml.simple.*; import gradus.tensor.*;
record Sample(String name, double[] values) {}
class Silent { int hidden = 5; }
class Endless { public String toString() { while (true); } }
var matrix = SimpleMatrix.identity(2); var tensor = Tensor.zeros(Precision.SINGLE, Shape.of(4, 2, 2, 3));
var sample = new Sample("a", new double[] {1.5, 2}); var lists = Map.of("k", List.of(1, 2));
var grid = new int[3][4]; String none = null; var silent = new Silent(); var endless = new Endless();""")
    panel = Debugger(notebook)
    shown = panel.globals()
    text = {name: v["value"] for name, v in shown.items()}
    assert text["matrix"] == "2×2 [[1, 0], [0, 1]]"
    assert text["tensor"].startswith("4×2×2×3 [[0, 0, 0")
    assert text["sample"] == 'Sample(name="a", values=2 [1.5, 2.0])'
    assert text["lists"] == 'size 1 {"k"=size 2 [1, 2]}'
    assert text["grid"].startswith("3×4 [4 [0, 0, 0, 0]")
    assert text["none"] == "null" and text["silent"] == "Silent" and text["endless"] == "Endless …"
    assert shown["lists"]["type"] == "Map<String,List<Integer>>" and shown["tensor"]["type"] == "Tensor"
    assert panel.children(shown["silent"])["hidden"]["value"] == "5"
    assert panel.children(shown["matrix"])["[1]"]["value"] == "[0, 1]"
    assert panel.get("richInspectVariables", variableName="sample")["data"]["text/plain"].startswith("Sample[name=a")
    counted = 'Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("inspector")).count()'
    end = time.monotonic() + 30
    while notebook.run(counted).value != "0":
        assert time.monotonic() < end, "a text that never ends goes on for ever"


def test_jupyterlab_which_shows_types_only_is_told_values_with_them(notebook):
    notebook.run("int whole = 3; double part = 0.5; var pair = new int[] {4, 5};")
    panel = Debugger(notebook)
    panel.get("initialize", clientID="jupyterlab")
    types = {name: v["type"] for name, v in panel.globals().items()}
    assert (types["whole"], types["part"], types["pair"]) == ("int", "double 0.5", "int[] 2 [4, 5]")
    panel.stop()


def test_variables_are_live_while_a_cell_runs(notebook, debugger):
    notebook.run("volatile boolean running = true; long steps = 0;")
    message = notebook.client.execute("while (running) { steps++; }")
    seen = []
    for _ in range(3):
        assert debugger.event("invalidated")["areas"] == ["variables"]
        seen.append(int(debugger.globals()["steps"]["value"]))
    assert seen == sorted(set(seen))
    notebook.interrupt()
    assert reply_of(notebook, message)["ename"] == "Interrupted"
