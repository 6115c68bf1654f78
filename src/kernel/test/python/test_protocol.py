"""The protocol's small print: what Jupyter's own suite for kernels checks, and what it lists as untested."""

import pytest
from queue import Empty

pytestmark = pytest.mark.timeout(180)

STATUS = ("kernel_info", "comm_info", "history", "complete", "inspect")


def messages(notebook, code, **options):
    """The reply to a cell and all that it publishes."""
    published = []
    reply = notebook.client.execute_interactive(code, timeout=60, output_hook=published.append, **options)
    return reply["content"], [m for m in published if m["parent_header"]["msg_id"] == reply["parent_header"]["msg_id"]]


def kinds(published):
    return [m["msg_type"] for m in published]


def request(notebook, kind):
    client = notebook.client
    ask = {
        "kernel_info": client.kernel_info,
        "comm_info": client.comm_info,
        "history": lambda: client.history(hist_access_type="tail", n=1),
        "complete": lambda: client.complete("Math.ab"),
        "inspect": lambda: client.inspect("Math.abs"),
    }
    return notebook.ask(ask[kind]())


@pytest.mark.parametrize("kind", STATUS)
def test_every_reply_has_a_status(notebook, kind):
    assert request(notebook, kind)["status"] == "ok"


def test_interrupts_and_restarts_have_one_too(fresh_notebook):
    client = fresh_notebook.client
    for kind, content in (("interrupt_request", {}), ("shutdown_request", {"restart": True})):
        client.control_channel.send(client.session.msg(kind, content))
        reply = client.control_channel.get_msg(timeout=20)
        assert reply["msg_type"] == kind.replace("request", "reply") and reply["content"]["status"] == "ok"
    assert reply["content"]["restart"] is True


def test_a_cell_is_echoed_between_busy_and_idle(notebook):
    reply, published = messages(notebook, 'System.out.println("hello, world");\n42')
    assert kinds(published) == ["status", "execute_input", "stream", "execute_result", "status"]
    assert [m["content"]["execution_state"] for m in published if m["msg_type"] == "status"] == ["busy", "idle"]
    assert published[1]["content"]["code"].startswith("System.out") and published[2]["content"]["text"] == "hello, world\n"
    assert published[1]["content"]["execution_count"] == published[3]["content"]["execution_count"] == reply["execution_count"]
    assert published[3]["content"]["data"]["text/plain"] == "42" and published[3]["content"]["metadata"] == {}
    assert reply["status"] == "ok" and reply["payload"] == [] and reply["user_expressions"] == {}


def test_an_error_is_one_message_and_in_the_reply(notebook):
    reply, published = messages(notebook, 'throw new IllegalStateException("no");')
    assert kinds(published) == ["status", "execute_input", "error", "status"]
    for content in (reply, published[2]["content"]):
        assert content["ename"] == "IllegalStateException" and content["evalue"] == "no" and content["traceback"]
    assert reply["status"] == "error" and reply["execution_count"] > 0


@pytest.mark.parametrize("stop_on_error", [True, False])
@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("store_history", [True, False])
def test_what_is_stored_counts_and_what_is_silent_shows_nothing(notebook, store_history, silent, stop_on_error):
    options = {"store_history": store_history, "silent": silent, "stop_on_error": stop_on_error}
    code = f"int stored = {hash((store_history, silent, stop_on_error)) % 1000};\nstored"
    before, _ = messages(notebook, "0")
    reply, published = messages(notebook, code, **options)
    after, _ = messages(notebook, "0")
    stored = store_history and not silent
    assert after["execution_count"] - before["execution_count"] == (2 if stored else 1)
    assert ("execute_result" in kinds(published)) == ("execute_input" in kinds(published)) == (not silent)
    found = notebook.ask(notebook.client.history(hist_access_type="search", pattern=code))["history"]
    assert bool(found) == stored
    failed = notebook.client.execute("int broken = ;", **options)
    waiting = notebook.client.execute("1 + 1")
    assert notebook.ask(failed)["status"] == "error"
    assert notebook.ask(waiting)["status"] in (("aborted", "ok") if stop_on_error else ("ok",))


def test_what_waits_behind_a_failure_is_left_even_behind_one_that_was_allowed(notebook):
    allowed = notebook.client.execute('Thread.sleep(500); throw new IllegalStateException("allowed");', stop_on_error=False)
    failing, behind = notebook.client.execute("1 / 0"), notebook.client.execute("int reached = 1;")
    assert notebook.ask(allowed)["ename"] == "IllegalStateException"
    assert notebook.ask(failing)["ename"] == "ArithmeticException"
    assert notebook.ask(behind)["status"] == "aborted"


@pytest.mark.parametrize(("code", "status"), [("int a = 1;\nint b = 2;", "complete"), ("int a = 1;\nint b = )", "invalid")])
def test_all_of_the_code_is_judged(notebook, code, status):
    assert notebook.ask(notebook.client.is_complete(code))["status"] == status


def test_bytes_are_read_as_typed(notebook):
    assert notebook.run("System.in.read()", answer="é").value == "195"
    assert notebook.run("byte[] four = new byte[4]; System.in.read(four)", answer="hello" * 1000).value == "4"
    assert notebook.run("new String(four)").value.strip('"') == "hell"


@pytest.mark.parametrize("code", ['/*\n%jars nowhere\n*/\n42', '// \"\"\" begins a text\n%time 42\n42', "%%time\n%time 6\n42"])
def test_a_line_is_a_magic_where_it_is_no_text(notebook, code):
    cell = notebook.run(code)
    assert (cell.status, cell.value) == ("ok", "42"), cell.error


def test_history_knows_sessions_outputs_patterns_and_ends(notebook):
    history = lambda **wanted: notebook.ask(notebook.client.history(**wanted))["history"]
    for code in ("int past = 1;", "past + 41", "past + 41"):
        notebook.run(code)
    last = history(hist_access_type="tail", n=3)
    session, first = last[0][:2]
    assert [entry[2] for entry in last] == ["int past = 1;", "past + 41", "past + 41"]
    assert [entry[2] for entry in history(hist_access_type="tail", n=1, output=True)] == [["past + 41", "42"]]
    assert history(hist_access_type="range", session=session, start=first, stop=first + 1) == last[:1]
    assert history(hist_access_type="range", session=0, start=first, stop=None) == last
    assert history(hist_access_type="range", session=session + 5, start=1, stop=None) == []
    assert history(hist_access_type="search", pattern="past + *") == last[1:]
    assert history(hist_access_type="search", pattern="past + *", n=None, unique=True) == last[2:]
    assert history(hist_access_type="search", pattern="past + *", n=1) == last[2:]


def test_user_expressions_have_values_or_errors(notebook):
    wanted = {"sum": "20 + 22", "gone": "nowhere", "thrown": "1 / 0"}
    reply, published = messages(notebook, "int given = 1;", user_expressions=wanted)
    results = reply["user_expressions"]
    assert results["sum"]["status"] == "ok" and results["sum"]["data"]["text/plain"] == "42"
    assert results["gone"]["status"] == results["thrown"]["status"] == "error"
    assert results["thrown"]["ename"] == "ArithmeticException" and "nowhere" in results["gone"]["evalue"]
    assert "error" not in kinds(published)


def test_a_page_is_a_payload(notebook):
    reply, _ = messages(notebook, "%doc Math.abs")
    (page,) = reply["payload"]
    assert page["source"] == "page" and "absolute value" in page["data"]["text/plain"]
    assert messages(notebook, "1")[0]["payload"] == []


def test_output_can_be_cleared(notebook):
    _, published = messages(notebook, "clearOutput(false);\nclearOutput(true);")
    assert [m["content"]["wait"] for m in published if m["msg_type"] == "clear_output"] == [False, True]


def test_display_data_has_an_id_that_updates_name(notebook):
    _, published = messages(notebook, 'String id = display("first");\nupdateDisplay(id, "second");')
    first, second = [m for m in published if "display" in m["msg_type"]]
    assert second["msg_type"] == "update_display_data" and second["content"]["data"]["text/plain"] == "second"
    assert first["content"]["transient"]["display_id"] == second["content"]["transient"]["display_id"]


def test_a_comm_is_opened_answered_listed_and_closed(notebook):
    notebook.run(
        """
        import org.dflib.jjava.jupyter.kernel.*;
        import org.dflib.jjava.jupyter.kernel.comm.*;
        import org.dflib.jjava.jupyter.messages.*;
        import org.dflib.jjava.jupyter.messages.comm.*;
        class Echo extends Comm {
          Echo(CommManager manager, String id, String target) { super(manager, id, target); }
          protected void onMessage(Message<CommMsgCommand> message) { send(message.getContent().getData()); }
          protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
        }
        BaseKernel.notebookKernel().getCommManager().registerTarget("echo", (manager, id, target, message) -> new Echo(manager, id, target));
        """
    )
    client = notebook.client

    def send(kind, **content):
        client.shell_channel.send(client.session.msg(kind, {"comm_id": "c1", "data": {}, **content}))

    send("comm_open", target_name="echo")
    send("comm_msg", data={"n": 7})
    while True:
        message = client.get_iopub_msg(timeout=20)
        if message["msg_type"] == "comm_msg":
            break
    assert message["content"] == {"comm_id": "c1", "data": {"n": 7}}
    comms = notebook.ask(client.comm_info(target_name="echo"))["comms"]
    assert comms == {"c1": {"target_name": "echo"}} and notebook.ask(client.comm_info(target_name="other"))["comms"] == {}
    send("comm_close")
    assert notebook.ask(client.comm_info())["comms"] == {}


def test_an_unknown_comm_is_closed_at_once(notebook):
    client = notebook.client
    client.shell_channel.send(client.session.msg("comm_open", {"comm_id": "c2", "target_name": "nobody", "data": {}}))
    while client.get_iopub_msg(timeout=20)["msg_type"] != "comm_close":
        pass


def test_input_is_asked_for_with_its_prompt(notebook):
    asked = []

    def answer(message):
        asked.append(message["content"])
        notebook.client.input("Ada")

    reply = notebook.client.execute_interactive("new Scanner(System.in).nextLine()", allow_stdin=True, stdin_hook=answer, timeout=60)
    assert reply["content"]["status"] == "ok" and asked == [{"prompt": "", "password": False}]


@pytest.mark.parametrize("code", ['IO.readln("name? ")', "new Scanner(System.in).nextLine()", "System.in.read()"])
def test_who_cannot_be_asked_is_told_so(notebook, code):
    cell = notebook.run(code)
    assert "cannot be asked" in cell.stream() + cell.error


def typed(notebook, code):
    reply = notebook.ask(notebook.client.complete(code, len(code)))
    types = reply["metadata"]["_jupyter_types_experimental"]
    assert [one["text"] for one in types] == reply["matches"]
    assert {(one["start"], one["end"]) for one in types} <= {(reply["cursor_start"], reply["cursor_end"])}
    return {one["text"]: (one["type"], one["signature"], one["origin"]) for one in types}


def test_completions_have_type_signature_and_origin(notebook):
    notebook.run("int twice(int x) { return 2 * x; }\ndouble counter = 2;\nclass Shelf { int size; }")
    assert typed(notebook, "Math.ab")["abs("] == ("function", "(int a) → int", "Math")
    assert typed(notebook, "twi")["twice("] == ("function", "(int x) → int", "cell")
    assert typed(notebook, "coun")["counter"] == ("instance", "double", "cell")
    assert typed(notebook, "new Shelf().si")["size"] == ("property", "int", "Shelf")
    assert typed(notebook, "StringB")["StringBuilder"][0] == "class"
    assert typed(notebook, "java.ut")["util."][0] == "module"


def test_magics_are_completed(notebook):
    assert typed(notebook, "%ja") == {"%jars": ("magic", "", "kernel")}
    assert "%%time" in typed(notebook, "%%") and "%jars" not in typed(notebook, "%%")
    assert "%time" in typed(notebook, "int a = 1;\n  %t")


def test_positions_count_characters_as_the_protocol_does(notebook):
    code = '// 😀😀😀😀 note\nString q = "x"; q.len'
    reply = notebook.ask(notebook.client.complete(code, len(code)))
    assert reply["matches"] == ["length()"]
    assert code[reply["cursor_start"] : reply["cursor_end"]] == "len"
    found = notebook.ask(notebook.client.inspect(code + "gth()", len(code)))
    assert "length of this string" in found["data"]["text/plain"]


@pytest.mark.parametrize(
    ("code", "indent"),
    [("int f() {", "  "), ("class A {\n  void f() {", "    "), ("List.of(1,", "  "), ("int x =", "  "), ("int a = 1;\nwhile (true) {", "  ")],
)
def test_incomplete_code_tells_the_next_lines_indentation(notebook, code, indent):
    assert notebook.ask(notebook.client.is_complete(code)) == {"status": "incomplete", "indent": indent}


@pytest.mark.parametrize(
    ("imports", "code", "text"),
    [
        ("", "Math.a|bs", "absolute value"),
        ("", "String.format|", "formatted string"),
        ("import org.ejml.simple.*;", "new Simple|Matrix(2, 3)", "@param"),
        ("import org.ejml.dense.row.CommonOps_DDRM;", "CommonOps_DDRM.transp|ose", "@param"),
        ("import tech.tablesaw.api.*;", "Table.cre|ate", "empty table"),
        ("import org.knowm.xchart.*;", "new XYCh|art(3, 4)", "@param"),
        ("import gradus.layer.*;", "new Lin|ear(3, 4)", "Weights"),
    ],
)
def test_names_of_the_jdk_and_of_libraries_have_their_javadoc(notebook, imports, code, text):
    notebook.run(imports)
    reply = notebook.ask(notebook.client.inspect(code.replace("|", ""), code.index("|")))
    shown = reply["data"]["text/plain"]
    assert reply["found"] and len(shown.splitlines()) > 1 and text in shown
