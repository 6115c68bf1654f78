"""The kernel as a user meets it, tested through Jupyter's own protocol."""

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kernel_client import Notebook
from jupyter_client.kernelspec import KernelSpecManager

pytestmark = pytest.mark.timeout(180)


def test_the_last_expression_is_the_result(notebook):
    assert notebook.run("int a = 20;\na + 22").value == "42"


def test_an_import_in_a_later_cell_keeps_earlier_variables(notebook):
    notebook.run('var words = new java.util.ArrayList<>(java.util.List.of("kept"));')
    notebook.run("  import java.util.stream.*;\n")
    assert notebook.run("words").value == "[kept]"


def test_redefining_a_method_keeps_the_variables_that_used_it(notebook):
    notebook.run("int twice(int x) { return 2 * x; }\nint y = twice(21);")
    notebook.run("int twice(int x) { return 3 * x; }")
    assert notebook.run("y + twice(1)").value == "45"


def test_objects_run_the_new_code_of_their_class(notebook):
    notebook.run("class Counter { int n = 7; int next() { return n; } }\nvar counter = new Counter();")
    notebook.run("class Counter { int n = 7; int next() { return n * 100; } }")
    assert notebook.run("counter.next()").value == "700"


def test_objects_that_cannot_follow_their_class_are_named(notebook):
    notebook.run("class Point { int x = 1; }\nvar point = new Point();")
    changed = notebook.run("class Point { int x = 1; int y = 2; }")
    assert changed.status == "ok"
    assert "point" in changed.stream() and "run the cell again" in changed.stream()


def test_a_cell_that_makes_its_objects_again_needs_no_note(notebook):
    notebook.run("class Spot { int x = 1; }\nvar spot = new Spot();")
    again = notebook.run("class Spot { int x = 1; int y = 2; }\nvar spot = new Spot();")
    assert again.stream() == "" and notebook.run("spot.y").value == "2"


@pytest.mark.parametrize(("declaration", "value"), [
    ("enum Level {{ LOW({}); final int k; Level(int k) {{ this.k = k; }} }}", "Level.LOW.k"),
    ("class Rates {{ static final double[] ALL = {{{}}}; int f() {{ return 1; }} }}", "(int) Rates.ALL[0]"),
    ("class Epochs {{ static int count = {}; int f() {{ return 1; }} }}", "Epochs.count"),
    ("class Boxed {{ static final Integer MOST = {}; int f() {{ return 1; }} }}", "Boxed.MOST"),
    ("interface Sizes {{ int[] ALL = {{{}}}; }}", "Sizes.ALL[0]"),
    ("class Constant {{ static final int C = {}; int f() {{ return 1; }} }}", "Constant.C"),
])
def test_a_static_value_that_is_edited_is_the_new_one(notebook, declaration, value):
    notebook.run(declaration.format(1) + "\nint indirectly() { return " + value + "; }")
    assert notebook.run("indirectly()").value == "1"
    notebook.run(declaration.format(50))
    assert (notebook.run(value).value, notebook.run("indirectly()").value) == ("50", "50")


def test_a_method_that_is_edited_leaves_static_variables_and_objects(notebook):
    tally = "class Tally {{ static int made = 0; Tally() {{ made++; }} int value() {{ return {}; }} }}"
    notebook.run(tally.format(1) + "\nvar one = new Tally();")
    assert notebook.run(tally.format(2)).stream() == ""
    assert notebook.run("10 * Tally.made + one.value()").value == "12"


def test_a_cell_that_fails_says_what_it_has_reset(notebook):
    notebook.run("class Link { int value; }\nLink head = new Link();")
    failed = notebook.run("class Link { int value; Link next; }\nhead.value")
    assert "NullPointerException" in failed.error and "head was reset" in failed.error


def test_a_note_is_said_once(notebook):
    notebook.run("class Chain { int value; }\nChain chain = new Chain();")
    assert "chain was reset" in notebook.run("class Chain { int value; Chain next; }").stream()
    assert "chain was reset" not in notebook.run("%load").error  # evaluates nothing


def test_what_is_displayed_in_the_last_line_is_shown_once(notebook):
    cell = notebook.run('display("b");')
    assert cell.value is None and any(c["data"]["text/plain"] == "b" for kind, c in cell.outputs if kind == "display_data")
    assert notebook.run('String id = display("c");\nid.length()').value == "36"


def test_null_can_be_shown(notebook):
    assert [c["data"]["text/plain"] for kind, c in notebook.run("show(null)").outputs if kind == "display_data"] == ["null"]


def test_what_a_cell_prints_names_classes_as_the_cell_does(notebook):
    cell = notebook.run('class OddError extends Exception { OddError(String m) { super(m); } }\nSystem.out.println(new OddError("a"));')
    assert cell.stream() == "OddError: a\n"


def test_stack_traces_that_are_printed_at_once_end_at_the_cell(notebook):
    for _ in range(20):
        assert "gradus.kernel" not in notebook.run('new RuntimeException("m").printStackTrace();').stream()


def test_objects_in_lists_that_keep_old_code_are_counted(notebook):
    notebook.run('class Stage { public String toString() { return "old"; } }')
    notebook.run("List<Object> stages = new ArrayList<>(); for (int i = 0; i < 3; i++) stages.add(new Stage());")
    changed = notebook.run('class Stage { int k; public String toString() { return "new"; } }')
    assert "3 objects were made before, with its old code" in changed.stream()
    assert notebook.run("stages").value == "[old, old, old]"
    notebook.run("stages.clear();")
    assert notebook.run('class Stage { int k, l; public String toString() { return "newer"; } }').stream() == ""


def test_fields_and_lambdas_that_refer_to_an_object_follow_its_class(notebook):
    notebook.run("class Node { int n = 1; Node next; int f() { return n; } }\nclass Leaf extends Node { int g() { return f() * 2; } }")
    notebook.run("var node = new Node(); var leaf = new Leaf(); var all = new ArrayList<>(List.of(node, leaf));")
    notebook.run("Callable<Integer> later = () -> node.f();")
    notebook.run("class Node { int n = 1; Node next; int f() { return n + 100; } }")
    assert notebook.run('node.f() + " " + leaf.g() + " " + all.size() + " " + later.call()').value == "101 202 2 101"


def test_twenty_thousand_lines_arrive_in_order(notebook):
    cell = notebook.run('for (int i = 0; i < 20_000; i++) System.out.println("line " + i);')
    assert cell.stream() == "".join(f"line {i}\n" for i in range(20_000))


def test_printed_text_arrives_while_the_cell_runs(notebook):
    arrivals = []
    notebook.client.execute_interactive(
        'System.out.println("now"); Thread.sleep(1500);',
        output_hook=lambda m: arrivals.append(time.time()) if m["msg_type"] == "stream" else None,
    )
    assert time.time() - arrivals[0] > 1.0


def test_standard_error_stays_apart(notebook):
    cell = notebook.run('System.out.println("out"); System.err.println("err");')
    assert cell.stream("stdout") == "out\n" and cell.stream("stderr") == "err\n"


def test_text_that_a_thread_prints_after_its_cell_is_not_lost(notebook):
    arrived = []
    cell = 'new Thread(() -> { try { Thread.sleep(500); } catch (InterruptedException e) { } System.out.println("late"); }).start();'
    started = notebook.client.execute(cell)
    notebook.ask(started)
    end = time.time() + 10
    while time.time() < end and "late\n" not in arrived:
        message = notebook.client.get_iopub_msg(timeout=10)
        if message["msg_type"] == "stream" and message["parent_header"]["msg_id"] == started:
            arrived.append(message["content"]["text"])
    assert arrived == ["late\n"]


def test_characters_of_every_script_arrive_whole(notebook):
    assert notebook.run('for (int i = 0; i < 999; i++) System.out.print("ü日😀");').stream() == "ü日😀" * 999


def test_an_interrupt_ends_a_tight_loop_and_keeps_the_variables(notebook):
    notebook.run("long turns = 0; int before = 5;")
    notebook.interrupt_after(1.0)
    start = time.time()
    cell = notebook.run("while (true) { turns++; }")
    assert cell.reply["ename"] == "Interrupted" and time.time() - start < 5
    assert notebook.run("before").value == "5"
    threads = "Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals(\"cell\")).count()"
    assert notebook.run(threads).value == "1"


def test_an_interrupt_ends_a_loop_that_catches_everything(notebook):
    notebook.interrupt_after(1.0)
    cell = notebook.run("while (true) { try { Math.sqrt(2); } catch (Throwable t) { } }")
    assert cell.reply["ename"] == "Interrupted"


def test_an_interrupt_ends_a_library_that_ignores_it(notebook):
    notebook.run("import org.ejml.simple.*;")
    notebook.interrupt_after(0.5)
    start = time.time()
    cell = notebook.run("SimpleMatrix.random_DDRM(1500, 1500, -1, 1, new Random(1)).svd()")
    assert cell.reply["ename"] == "Interrupted" and time.time() - start < 15
    assert notebook.run("SimpleMatrix.identity(2).mult(SimpleMatrix.identity(2)).get(1, 1)").value == "1.0"
    assert is_idle(notebook), "a thread is still busy"


def is_idle(notebook):
    """Whether the kernel soon uses less than half a core; the JIT compiler may be busy for a moment."""
    cpu = '((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()'
    burnt = f"long burnt = {cpu}; Thread.sleep(500); ({cpu} - burnt) / 1_000_000"
    return any(int(notebook.run(burnt).value) < 250 for _ in range(10))


def test_an_interrupt_ends_a_training_and_the_next_cell_goes_on_with_it(notebook):
    notebook.run("""import gradus.data.*; import gradus.layer.*; import gradus.loss.*;
import gradus.optimizer.*; import gradus.tensor.*; import gradus.training.*;
Seed seed = new Seed(11);
Examples examples = Examples.of(Tensor.gaussian(Precision.SINGLE, Shape.of(30, 8), 1, seed.stream("inputs")), new int[30]);
class Scale implements Layer { public Pass forward(Tensor x, Mode mode) { return Pass.of(x, dy -> dy); } }
Layer network = new Sequential(new Scale(), new Linear(8, 3, Initializer.he(Precision.SINGLE, seed)));
Trainer trainer = Trainer.of(network, new SoftmaxCrossEntropy(), new Sgd(), 0.01).batchSize(10).build();""")
    notebook.interrupt_after(1.5)
    start = time.time()
    stopped = notebook.run("trainer.epochs(examples, 10_000_000);")
    assert stopped.reply["ename"] == "Interrupted" and time.time() - start < 6
    assert is_idle(notebook), "a thread is still busy"
    assert notebook.run("int done = trainer.history().epochs().size();\ndone > 0").value == "true"
    assert notebook.run("trainer.epochs(examples, 2).epochs().size() - done").value == "2"


def test_an_interrupt_ends_a_cell_whose_method_ignores_it(notebook):
    notebook.run("new CompletableFuture<String>().isDone()")
    notebook.interrupt_after(2.0)
    cell = notebook.run("int kept = 6;\nnew CompletableFuture<String>().join()")
    assert cell.reply["ename"] == "Interrupted" and "CompletableFuture.join ignores interrupts" in cell.reply["evalue"]
    assert notebook.run("int sum = 0;\nfor (int i = 0; i < 10; i++) sum += kept;\nsum").value == "60"


def test_an_interrupt_ends_the_threads_that_a_cell_started(notebook):
    notebook.interrupt_after(2.0)
    cell = notebook.run('var busy = new Thread(() -> { while (true) { } }, "busy");\nbusy.start();\nbusy.join();')
    assert cell.reply["ename"] == "Interrupted" and cell.stream("stderr") == ""
    assert notebook.run("busy.join(2000);\nbusy.isAlive()").value == "false"


def test_a_value_that_cannot_be_shown_does_not_end_the_kernel(notebook):
    failed = notebook.run("class Shy { public String toString() { throw new AssertionError(\"no\"); } }\nnew Shy()")
    assert (failed.reply["ename"], failed.reply["evalue"]) == ("AssertionError", "no")
    notebook.interrupt_after(1.0)
    endless = notebook.run("class Talker { public String toString() { while (true); } }\nnew Talker()")
    assert endless.reply["ename"] == "Interrupted"
    assert notebook.run("1 + 1").value == "2"


def test_an_interrupt_ends_a_question(notebook):
    question = notebook.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
    assert notebook.client.get_stdin_msg(timeout=20)["msg_type"] == "input_request"
    notebook.interrupt()
    assert notebook.ask(question)["ename"] == "Interrupted"
    assert notebook.run("new Scanner(System.in).nextLine()", answer="heard").value == "heard"


def test_a_cell_that_is_sent_after_a_failure_was_seen_is_always_run(notebook):
    for i in range(100):
        assert notebook.run("int broken = 1 / 0;").status == "error"
        assert notebook.run(f"{i}").value == str(i)


@pytest.mark.parametrize("ends", ["int broken = 1 / 0;", "while (true);"])
def test_cells_that_wait_behind_one_that_failed_are_not_run(notebook, ends):
    timer = notebook.interrupt_after(1.0)
    sent = [notebook.client.execute(code) for code in ("int first = 1;", ends, "int second = 2;")]
    assert [notebook.ask(message)["status"] for message in sent] == ["ok", "error", "aborted"]
    timer.join()
    assert notebook.run("first").value == "1"


def test_an_interrupt_stops_a_cell_between_its_lines(notebook):
    lines = "\n".join(f"int between{i} = {i};" for i in range(200))
    notebook.interrupt_after(0.3)
    assert notebook.run(lines).reply["ename"] == "Interrupted"


def test_an_interrupt_when_nothing_runs_does_nothing(notebook):
    notebook.interrupt()
    assert notebook.run("int untouched = 1; while (untouched < 1000) untouched++;").status == "ok"


def test_an_interrupt_wakes_a_waiting_library_method(notebook):
    notebook.interrupt_after(0.5)
    assert notebook.run("Thread.sleep(60_000);").reply["ename"] == "Interrupted"


def test_an_exception_shows_the_cells_line_and_no_frame_of_the_kernel(notebook):
    cell = notebook.run("int div(int a) {\n  int b = 0;\n  return a / b;\n}\n\nint z = 3;\nint q = div(z);")
    assert cell.reply["ename"] == "ArithmeticException" and cell.reply["evalue"] == "/ by zero"
    assert "line 3:   return a / b;" in cell.error and "line 7:   int q = div(z);" in cell.error
    assert "gradus.kernel" not in cell.error and "jdk." not in cell.error and "REPL" not in cell.error


def test_endless_recursion_has_a_short_trace(notebook):
    cell = notebook.run("int down(int d) { return down(d + 1) + 1; }\ndown(0)")
    assert cell.reply["ename"] == "StackOverflowError" and len(cell.error.splitlines()) < 20


def test_the_frames_of_libraries_are_shortened(notebook):
    cell = notebook.run("List.of(3, 1).stream().map(v -> 6 / (v - 1)).toList()")
    lines = cell.error.splitlines()
    assert "a lambda, cell" in lines[1] and "more …" in lines[3] and len(lines) == 6


def test_a_message_names_variables_as_the_cell_does(notebook):
    cell = notebook.run("Object nothing = null;\nnothing.toString()")
    assert 'because "nothing" is null' in cell.reply["evalue"]
    assert notebook.run("int y = missingName;").reply["evalue"] == "cannot find symbol; symbol: variable missingName"


def test_a_compile_error_marks_the_span(notebook):
    cell = notebook.run("int one = 1;\nint two = 2;\nString three = two + 5;")
    lines = cell.error.splitlines()
    quoted = next(i for i, line in enumerate(lines) if "String three" in line)
    assert "line 3" in lines[quoted]
    assert lines[quoted + 1].index("^") == lines[quoted].index("two + 5") and "^^^^^^^ " in lines[quoted + 1]


def test_the_span_is_right_where_the_last_semicolon_is_left_out(notebook):
    lines = notebook.run("int one = 1; var two = missing + one").error.splitlines()
    assert lines[2].index("^^^^^^^") == lines[1].index("missing")


@pytest.mark.parametrize(
    "code",
    ["int[] large = {" + "123456, " * 20_000 + "1};", "void large() {" + "one();" * 30_000 + "}", '"' + "x" * 70_000 + '".length()'],
    ids=["array", "method", "text"],
)
def test_code_that_is_too_large_does_not_break_later_cells(notebook, code):
    notebook.run("void one() {}")
    assert notebook.run(code).reply["ename"] == "CompilationError"
    assert notebook.run("int small = 4;\nsmall").value == "4"


def test_an_unresolved_name_in_a_method_is_reported_when_the_cell_runs(notebook):
    cell = notebook.run("int broken(int a) { return undefinedThing(a); }")
    assert cell.status == "error" and "undefinedThing" in cell.error


def test_code_that_ends_too_early_is_named(notebook):
    assert "bracket" in notebook.run("int half(int a) { return a").reply["evalue"]


def test_mutually_referring_classes_work_in_one_cell(notebook):
    code = "class Egg { Hen h; }\nclass Hen { Egg e = new Egg(); }\nvar egg = new Egg(); egg.h = new Hen(); egg.h.e != null"
    assert notebook.run(code).value == "true"


def test_two_classes_of_cells_meet_in_one_variable(notebook):
    code = """abstract class Move { abstract int by(); }
class Left extends Move { int by() { return -1; } }
class Right extends Move { int by() { return 1; } }
Move towards(int x) { var move = x < 0 ? new Left() : new Right(); for (int i = 0; i < 2; i++) move.by(); return move; }
towards(-5).by() + 10 * towards(5).by()"""
    assert notebook.run(code).value == "9"


def test_sealed_groups_work_in_one_cell(notebook):
    code = """sealed interface Form permits Circle, Square {}
record Circle(double r) implements Form {}
record Square(double s) implements Form {}
double area(Form f) { return switch (f) { case Circle c -> 3 * c.r() * c.r(); case Square q -> q.s() * q.s(); }; }
area(new Square(3))"""
    assert notebook.run(code).value == "9.0"


def test_display_and_update(notebook):
    cell = notebook.run('String id = display("first");\nupdateDisplay(id, "second");')
    kinds = [kind for kind, _ in cell.outputs if "display" in kind]
    assert kinds == ["display_data", "update_display_data"]


def test_what_was_printed_comes_before_what_is_shown_after_it(notebook):
    cell = notebook.run('System.out.println("a"); display("b"); System.out.println("c");')
    kinds = [kind for kind, _ in cell.outputs if kind in ("stream", "display_data")]
    assert kinds == ["stream", "display_data", "stream"]


def test_display_and_render_as_in_ijava(notebook):
    shown = dict(notebook.run('display("# head", "text/markdown");').outputs)["display_data"]
    assert shown["data"]["text/markdown"] == "# head"
    assert notebook.run('render("plain")').value == "plain" and notebook.run('eval("20 + 1")').value == "21"


def test_charts_tables_and_images_are_shown_as_such(notebook):
    def kinds(code):
        return {kind for name, content in notebook.run(code).outputs if name == "execute_result" for kind in content["data"]}

    assert "image/png" in kinds('gradus.plot.Charts.lines("title", "x", "y")')
    assert "image/png" in kinds("new java.awt.image.BufferedImage(3, 3, 1)")
    assert "text/html" in kinds('tech.tablesaw.api.Table.create("t", tech.tablesaw.api.IntColumn.create("k", new int[] {1}))')


def test_what_ijava_imports_needs_no_import(notebook):
    assert notebook.run("List.of(new Random(1), new BigDecimal(1), Pattern.compile(\"\")).size()").value == "3"


def test_a_comment_or_nothing_is_a_cell_too(notebook):
    assert notebook.run("// nothing here").status == "ok"
    assert notebook.run("").status == "ok"


def test_load_runs_a_script(notebook, tmp_path):
    script = tmp_path / "script.jshell"
    script.write_text("int loaded = 99;")
    assert notebook.run(f"%load {script}\nloaded").value == "99"
    assert notebook.run("%load /nowhere").reply["ename"] == "FileNotFound"


def test_time_prints_the_seconds_and_keeps_value_and_lines(notebook):
    assert " s" in notebook.run("%time Thread.sleep(10)").stream()
    timed = notebook.run("%%time\nint timed = 4;\ntimed")
    assert timed.value == "4" and " s" in timed.stream()
    assert notebook.run("%%time int early = 5;\nearly").value == "5"
    assert "line 3" in notebook.run("int a1 = 1;\n%time Thread.sleep(1);\nint b1 = a1 / 0;").error
    assert "line 2" in notebook.run("int a2 = 1;\n%time int b2 = a2 / 0;").error


def test_a_line_of_text_that_starts_with_percent_is_text(notebook):
    assert notebook.run('String text = """\n%time\n""";\ntext').value == "%time\n"


def test_a_notebook_can_register_a_magic(notebook):
    registry = "org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getMagicsRegistry()"
    notebook.run(registry + '.registerLineMagic("join", (kernel, words) -> String.join("+", words));')
    assert notebook.run('%join a "b c"').value == "a+b c"


def test_an_unknown_magic_is_named(notebook):
    assert notebook.run("%nonsense").reply["ename"] == "UnknownMagic"


@pytest.fixture(scope="module")
def greeting(tmp_path_factory):
    """A folder with a class that no kernel knows, and the same in a jar."""
    folder = tmp_path_factory.mktemp("greeting")
    (folder / "src").mkdir()
    (folder / "src/Greeting.java").write_text("package hello; public class Greeting { public static int WORDS = 2; }")
    (folder / "src/Other.java").write_text("package other; public class Other { public static int WORDS = 3; }")
    bin = Path(next(w for w in KernelSpecManager().get_kernel_spec("java").argv if w.endswith("/bin/java"))).parent
    subprocess.run([bin / "javac", "-d", folder / "classes", *(folder / "src").glob("*.java")], check=True)
    (folder / "lib[1]").mkdir()
    subprocess.run([bin / "jar", "cf", folder / "lib[1]/other.jar", "-C", folder / "classes", "other"], check=True)
    return folder


def test_classpath_and_jars_add_what_cells_can_import(notebook, greeting):
    assert notebook.run(f"%classpath {greeting}/classes\nhello.Greeting.WORDS").value == "2"
    assert notebook.run(f"%jars {greeting}/lib[1]/*.jar\nother.Other.WORDS").value == "3"


def test_jars_takes_a_folder(notebook, greeting):
    assert notebook.run(f"%jars {greeting}/lib[1]\nother.Other.WORDS").value == "3"


def test_maven_adds_a_library_with_what_it_needs(notebook):
    assert notebook.run("%maven org.ejml:ejml-simple:0.44.0").status == "ok"
    assert notebook.run("%maven wrong").reply["evalue"].startswith("%maven received wrong; expected group:artifact:version")
    missing = notebook.run("%maven com.google.code.gson:gson:0.0.1")
    assert missing.reply["evalue"].startswith("could not find com.google.code.gson:gson:0.0.1;") and missing.stream("stderr") == ""
    pom = "<dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.13.1</version></dependency>"
    assert notebook.run("%%loadFromPOM\n" + pom).status == "ok"


def test_the_variables_of_ijava(greeting, monkeypatch):
    scripts = greeting / "init.jshell"
    scripts.write_text("int prepared = 5;")
    monkeypatch.setenv("IJAVA_CLASSPATH", f"{greeting}/classes:{greeting}/lib[1]/*.jar")
    monkeypatch.setenv("IJAVA_STARTUP_SCRIPTS_PATH", f"{greeting}/*.jshell")
    monkeypatch.setenv("IJAVA_STARTUP_SCRIPT", "import hello.*;\nint twice = 2 * prepared;")
    monkeypatch.setenv("IJAVA_COMPILER_OPTS", "-parameters")
    monkeypatch.setenv("IJAVA_TIMEOUT", "2 SECONDS")
    notebook = Notebook()
    assert notebook.run("twice + Greeting.WORDS + other.Other.WORDS").value == "15"
    assert notebook.run("record Named(int given) {}\nNamed.class.getConstructors().length").value == "1"
    names = "class Take { void it(int given) {} }\nTake.class.getDeclaredMethods()[0].getParameters()[0].getName()"
    assert notebook.run(names).value == "given"
    assert notebook.run("while (true);").reply["ename"] == "Interrupted"
    notebook.close()


def test_a_startup_script_that_fails_is_reported_in_the_first_cell(monkeypatch):
    monkeypatch.setenv("IJAVA_STARTUP_SCRIPT", "int x = missing;")
    notebook = Notebook()
    cell = notebook.run("1 + 1")
    assert cell.value == "2" and "missing" in cell.stream("stderr")
    notebook.close()


def matches(notebook, code):
    return notebook.ask(notebook.client.complete(code, len(code)))["matches"]


def documentation(notebook, code):
    """What Shift+Tab shows at the bar."""
    reply = notebook.ask(notebook.client.inspect(code.replace("|", ""), code.index("|")))
    return reply["data"].get("text/plain", "")


def test_completion_knows_the_cell_that_is_being_written(notebook):
    assert any(match.startswith("of") for match in matches(notebook, "java.util.List.o"))
    cell = "%time\nimport java.util.stream.*;\nint half(int x) { return x / 2; }\nString word = \"\";\nword.isBl"
    assert matches(notebook, cell) == ["isBlank()"]


def test_inspection_shows_javadoc_of_java_and_of_the_library(notebook):
    assert "absolute value" in documentation(notebook, "Math.a|bs(3)")
    notebook.run("import gradus.layer.*;")
    assert "affine map" in documentation(notebook, "Lin|ear layer")
    assert "Weights in×out" in documentation(notebook, "int n = 3;\nvar layer = new Linear(|n, 3)")
    assert "rectifier" in documentation(notebook, "new Re|lu()")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("int x = 1;", "complete"), ("1 + 1", "complete"), ("%time", "complete"), ("%%loadFromPOM\n<a>", "complete"),
        ("int f() {", "incomplete"), ("/* never", "incomplete"), ("if (true)", "incomplete"), ("for (;;)", "incomplete"),
        ("if (true) {}", "complete"), ("if (true) {} else", "incomplete"), ("int x = )", "invalid"),
    ],  # fmt: skip
)
def test_completeness(notebook, code, status):
    assert notebook.ask(notebook.client.is_complete(code))["status"] == status


def test_history(notebook):
    notebook.run("int remembered = 1;")
    client = notebook.client
    tail = notebook.ask(client.history(hist_access_type="tail", n=1))["history"]
    assert tail[0][2] == "int remembered = 1;"
    assert notebook.ask(client.history(hist_access_type="search", pattern="*bered = ?;", n=5))["history"] == tail
    start = tail[0][1]
    assert notebook.ask(client.history(hist_access_type="range", session=0, start=start, stop=start + 1))["history"] == tail


def test_a_cell_can_ask_its_user(notebook):
    assert notebook.run("new Scanner(System.in).nextLine() + \"!\"", answer="forty-two").value == "forty-two!"


def test_an_answer_that_comes_too_late_is_not_taken_for_that_of_the_next_question(notebook):
    question = notebook.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
    assert notebook.client.get_stdin_msg(timeout=20)["msg_type"] == "input_request"
    notebook.interrupt()
    assert notebook.ask(question)["ename"] == "Interrupted"
    notebook.client.input("too late")
    notebook.run("Thread.sleep(300);")
    assert notebook.run("new Scanner(System.in).nextLine()", answer="in time").value == "in time"


def test_input_that_a_cell_left_unread_does_not_reach_the_next(notebook):
    assert notebook.run("(char) System.in.read()", answer="xyz").value == "x"
    assert notebook.run("new Scanner(System.in).nextInt()", answer="12").value == "12"


def test_a_silent_request_shows_nothing(notebook):
    kinds = []
    notebook.client.execute_interactive("1 + 1", silent=True, timeout=20, output_hook=lambda m: kinds.append(m["msg_type"]))
    assert set(kinds) == {"status"}


def test_the_kernel_introduces_itself(notebook):
    info = notebook.ask(notebook.client.kernel_info())
    assert info["protocol_version"].startswith("5.")
    assert info["language_info"]["name"].lower() == "java" and info["language_info"]["version"].startswith("25")
    assert info["implementation"] == "gradus" and re.fullmatch(r"\d+\.\d+\.\d+.*", info["implementation_version"])
    assert notebook.ask(notebook.client.comm_info())["comms"] == {}


def test_an_old_value_of_a_variable_is_released(notebook):
    notebook.run("byte[] block = new byte[1_000_000];\nvar old = new java.lang.ref.WeakReference<>(block);")
    notebook.run("byte[] block = new byte[1];")
    assert notebook.run("System.gc();\nold.get() == null").value == "true"


def test_a_cell_without_output_is_quick_once_warm(notebook):
    times = []
    for i in range(30):
        start = time.perf_counter()
        notebook.run(f"int quick{i} = {i};")
        times.append(time.perf_counter() - start)
    # The bar is 30 ms on a quiet machine; a test on a busy one leaves room.
    assert statistics.median(times) < 0.3


def test_a_restart_gives_a_fresh_session(fresh_notebook):
    fresh_notebook.run("int gone = 1;")
    fresh_notebook.restart()
    assert fresh_notebook.run("gone").status == "error"
    assert fresh_notebook.run("1 + 1").value == "2"


def test_a_kernel_ends_with_the_server_that_started_it():
    program = """
import jupyter_client, time
manager, client = jupyter_client.manager.start_new_kernel(kernel_name="java", startup_timeout=60)
print(manager.provisioner.process.pid, flush=True)
time.sleep(60)
"""
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    kernel = int(server.stdout.readline())
    os.kill(kernel, 0)
    server.kill()
    server.wait()
    deadline = time.monotonic() + 10
    while os.path.exists(f"/proc/{kernel}") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not os.path.exists(f"/proc/{kernel}")


def test_two_registrations_at_once_take_turns(tmp_path):
    spec = KernelSpecManager().get_kernel_spec("java")
    java = next(word for word in spec.argv if word.endswith("/bin/java"))
    command = [java, "-cp", f"{spec.resource_dir}/lib/*", "gradus.kernel.KernelSpec", "install", "--prefix", str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    for one in running:
        said, _ = one.communicate(timeout=120)
        assert one.returncode == 0, said
    assert sorted(os.listdir(tmp_path / "share/jupyter/kernels")) == [".java.lock", "java", "java-debugger"]


def test_null_is_displayed(notebook):
    shown = notebook.run("display(null); int after = 1;")
    assert shown.status == "ok" and [c["data"]["text/plain"] for kind, c in shown.outputs if kind == "display_data"] == ["null"]


def test_what_printing_returns_is_not_shown(notebook):
    for code in ('System.out.printf("%d", 5);', 'System.out.append("5")', 'System.err.format("5")'):
        cell = notebook.run(code)
        assert cell.value is None and cell.stream() + cell.stream("stderr") == "5", code


def test_a_printed_stack_trace_names_lines_of_cells_and_none_of_the_kernel(notebook):
    cell = notebook.run(
        """
        void fail() { throw new IllegalStateException("inner"); }
        try {
          fail();
        } catch (IllegalStateException e) {
          new Exception("outer", e).printStackTrace();
        }
        """
    )
    printed = cell.stream("stderr")
    assert printed.startswith("java.lang.Exception: outer\n\tat cell ") and "Caused by: java.lang.IllegalStateException: inner" in printed
    assert "line 2" in printed and "at fail, cell" in printed, printed
    assert "gradus.kernel" not in printed and "REPL" not in printed and "jdk.internal" not in printed, printed
    thread = notebook.run("Thread t = new Thread(Thread::dumpStack); t.start(); t.join();").stream("stderr")
    assert "java.lang.Exception: Stack trace" in thread and "Thread.run" in thread

