"""Subshells: cells that run while another one is running, through Jupyter's own protocol."""

import time

import pytest

pytestmark = pytest.mark.timeout(180)


def reply(notebook, message, seconds=30):
    """The reply to a message; those to others, which may come first, are kept."""
    kept = notebook.__dict__.setdefault("kept", {})
    while message not in kept:
        found = notebook.client.get_shell_msg(timeout=seconds)
        kept[found["parent_header"]["msg_id"]] = found["content"]
    return kept.pop(message)


def control(notebook, kind, **content):
    channel = notebook.client.control_channel
    channel.send(notebook.client.session.msg(kind, content))
    return channel.get_msg(timeout=20)["content"]


class Subshell:
    def __init__(self, notebook):
        self.notebook = notebook
        self.id = control(notebook, "create_subshell_request")["subshell_id"]

    def send(self, code, kind="execute_request", **content):
        client = self.notebook.client
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "user_expressions": {}} | content
        message = client.session.msg(kind, content)
        message["header"]["subshell_id"] = self.id
        client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def run(self, code, seconds=30):
        """The reply, and what the cell printed and showed."""
        message = self.send(code)
        answer = reply(self.notebook, message, seconds)
        return answer, outputs(self.notebook, message)

    def delete(self):
        return control(self.notebook, "delete_subshell_request", subshell_id=self.id)


def outputs(notebook, message):
    """The text of a cell's outputs, in order, until it is idle."""
    texts = []
    while True:
        output = notebook.client.get_iopub_msg(timeout=20)
        if output["parent_header"].get("msg_id") == message:
            content = output["content"]
            if output["msg_type"] == "stream":
                texts.append(content["text"])
            elif "data" in content:
                texts.append(content["data"]["text/plain"])
            elif content.get("execution_state") == "idle":
                return "".join(texts)


@pytest.fixture
def subshell(notebook):
    subshell = Subshell(notebook)
    yield subshell
    subshell.delete()


def test_subshells_are_made_listed_and_deleted(notebook):
    first, second = Subshell(notebook), Subshell(notebook)
    assert set(control(notebook, "list_subshell_request")["subshell_id"]) == {first.id, second.id}
    assert first.delete()["status"] == "ok"
    assert control(notebook, "list_subshell_request")["subshell_id"] == [second.id]
    assert first.delete()["status"] == "error"
    assert second.delete()["status"] == "ok" and control(notebook, "list_subshell_request")["subshell_id"] == []
    assert notebook.run("1 + 1").value == "2"


def test_a_subshell_reads_and_ends_what_the_notebook_runs(notebook, subshell):
    notebook.run("var training = new java.util.concurrent.atomic.AtomicBoolean(true); long epochs = 0; double[] weights = {0, 0};")
    running = notebook.start('while (training.get()) { epochs++; weights[0] = epochs; if (epochs == 1) System.out.print("training"); }')
    answer, text = subshell.run('System.out.println("looking"); epochs > 0 && weights[0] > 0')
    assert answer["status"] == "ok" and text == "looking\ntrue"
    assert subshell.run("List<Integer> shown = List.of(1); display(shown); int half(int x) { return x / 2; } half(8)")[1] == "[1]4"
    assert subshell.run("training.set(false);")[0]["status"] == "ok"
    assert reply(notebook, running)["status"] == "ok"
    assert notebook.run("shown").value == "[1]"


def test_variables_that_a_subshell_moves_keep_what_the_running_cell_writes(notebook, subshell):
    notebook.run("var on = new java.util.concurrent.atomic.AtomicBoolean(true); int ticks = 0; var seen = new ArrayList<Integer>();")
    running = notebook.start('System.out.print("ticking"); while (on.get()) { ticks++; Thread.sleep(20); seen.add(ticks); }')
    subshell.run("import java.time.*;\nimport java.nio.file.*;\nclass Added {}")
    first = int(subshell.run("ticks")[1])
    time.sleep(0.5)
    assert int(subshell.run("ticks")[1]) > first
    subshell.run("on.set(false);")
    assert reply(notebook, running)["status"] == "ok"
    assert notebook.run("ticks == seen.get(seen.size() - 1)").value == "true"


def test_what_a_subshells_threads_print_belongs_to_it(notebook, subshell):
    code = 'var printing = new Thread(() -> { try { Thread.sleep(300); } catch (InterruptedException e) { } System.out.println("from below"); });\nprinting.start(); printing.join();'
    running = notebook.client.execute('for (int i = 0; i < 20; i++) { System.out.println("main"); Thread.sleep(100); }')
    assert subshell.run(code)[1] == "from below\n"
    assert reply(notebook, running)["status"] == "ok"


def test_a_failure_on_a_subshell_leaves_the_notebook_alone(notebook, subshell):
    running = notebook.client.execute("Thread.sleep(1500);")
    waiting = notebook.client.execute("int afterwards = 6;")
    assert subshell.run("int broken = 1 / 0;")[0]["ename"] == "ArithmeticException"
    assert reply(notebook, running)["status"] == "ok" and reply(notebook, waiting)["status"] == "ok"


def test_stop_ends_the_cells_of_all_shells(notebook, subshell):
    mine = subshell.send('System.out.print("running"); while (true);')
    notebook.wait_for_output(mine)
    running = notebook.start('System.out.print("running"); while (true);')
    notebook.interrupt()
    assert [reply(notebook, message)["ename"] for message in (mine, running)] == ["Interrupted"] * 2
    assert subshell.run("20 + 1")[1] == "21" and notebook.run("20 + 2").value == "22"


def test_a_subshell_asks_for_input_while_the_notebook_runs(notebook, subshell):
    running = notebook.client.execute("Thread.sleep(2000);")
    message = subshell.send("new Scanner(System.in).nextLine()", allow_stdin=True)
    assert notebook.client.get_stdin_msg(timeout=30)["msg_type"] == "input_request"
    notebook.client.input("Ada")
    assert reply(notebook, message)["status"] == "ok" and outputs(notebook, message) == "Ada"
    assert reply(notebook, running)["status"] == "ok"


def test_a_subshell_updates_what_it_shows_while_the_notebook_runs(notebook, subshell):
    running = notebook.client.execute("Thread.sleep(2000);")
    assert subshell.run('updateDisplay(display("first "), "second");')[1] == "first second"
    assert reply(notebook, running)["status"] == "ok"


def test_a_cell_that_ends_leaves_the_streams_of_a_running_one_alone(notebook, subshell):
    code = 'var caught = new ByteArrayOutputStream();\nSystem.setOut(new PrintStream(caught, true)); Thread.sleep(3000); System.out.print("kept");'
    running = notebook.client.execute(code)
    time.sleep(1.5)
    assert subshell.run("int beside = 1;")[0]["status"] == "ok"
    assert reply(notebook, running)["status"] == "ok"
    assert notebook.run("caught.toString()").value == "kept"
    assert notebook.run('System.out.print("seen");').stream() == "seen"


def test_the_handler_of_a_comm_displays_fails_aloud_and_can_be_stopped(notebook, subshell):
    notebook.run(
        """
        import org.dflib.jjava.jupyter.kernel.*;
        import org.dflib.jjava.jupyter.kernel.comm.*;
        import org.dflib.jjava.jupyter.messages.*;
        import org.dflib.jjava.jupyter.messages.comm.*;
        class Button extends Comm {
          Button(CommManager manager, String id, String target) { super(manager, id, target); }
          protected void onMessage(Message<CommMsgCommand> message) {
            switch (message.getContent().getData().get("do").getAsString()) {
              case "display" -> display("pressed");
              case "fail" -> throw new IllegalStateException("no such button");
              default -> { System.out.println("going"); while (true) {} }
            }
          }
          protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
        }
        BaseKernel.notebookKernel().getCommManager().registerTarget("button", (manager, id, target, message) -> new Button(manager, id, target));
        """
    )
    client = notebook.client

    def send(kind, **content):
        subshell.send("", kind, comm_id="b1", **{"data": {}} | content)

    def wait_for(kind, text):
        while True:
            message = client.get_iopub_msg(timeout=20)
            if message["msg_type"] == kind and text in str(message["content"]):
                return

    send("comm_open", target_name="button")
    send("comm_msg", data={"do": "display"})
    wait_for("display_data", "pressed")
    send("comm_msg", data={"do": "fail"})
    wait_for("stream", "IllegalStateException: no such button")
    send("comm_msg", data={"do": "run"})
    wait_for("stream", "going")
    notebook.interrupt()
    send("comm_msg", data={"do": "display"})
    wait_for("display_data", "pressed")
