"""What learners did to other kernels, and what must not happen to the next cell."""

import time

import pytest
from kernel_client import Notebook

pytestmark = pytest.mark.timeout(180)


@pytest.mark.parametrize(
    "code",
    [
        'var pw = new PrintWriter(System.out); pw.println("a"); pw.close();',
        "System.out.close();",
        "System.setOut(new PrintStream(OutputStream.nullOutputStream())); throw new RuntimeException();",
        "System.setErr(null); System.setIn(null);",
        "Locale.setDefault(Locale.GERMANY); TimeZone.setDefault(TimeZone.getTimeZone(\"Asia/Tokyo\"));",
        "Thread.setDefaultUncaughtExceptionHandler((t, e) -> {}); System.setProperties(new Properties());",
    ],
)
def test_a_cell_leaves_the_process_as_it_was(notebook, code):
    notebook.run(code)
    cell = notebook.run('System.out.println(String.format("%.1f", 1.5) + TimeZone.getDefault().getID().equals("Asia/Tokyo"));')
    assert cell.stream() == "1.5false\n"
    thread = notebook.run('var t = new Thread(() -> { throw new RuntimeException("heard"); }); t.start(); t.join();')
    assert "heard" in thread.stream("stderr")
    assert notebook.run('System.getProperty("java.class.path").isEmpty()').value == "false"


def test_large_values_are_abridged_and_shown_in_full_on_demand(notebook):
    notebook.run('String long = "";'.replace("long", "text") + ' text = "row of numbers\\n".repeat(20_000);')
    short = notebook.run("text").value
    assert len(short) < 12_000 and "show(x)" in short
    shown = notebook.run("show(text);")
    (data,) = [c["data"] for kind, c in shown.outputs if kind == "display_data"]
    assert data["text/plain"].count("row of numbers") == 20_000


def test_a_matrix_of_the_library_is_abridged(notebook):
    value = notebook.run("new org.ejml.simple.SimpleMatrix(500, 3072)").value
    assert len(value) < 12_000


def test_magics_that_find_nothing_say_so(notebook):
    for code in ("%jars jars/*.nojar", "%classpath none", "%jars nowhere"):
        assert "finds nothing" in notebook.run(code).error
    assert "could not find no.such.group:thing:9.9" in notebook.run("%maven no.such.group:thing:9.9", timeout=120).error


def test_a_notebook_that_was_copied_elsewhere_finds_the_library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notebook = Notebook()
    assert notebook.run("%jars ../../lib/?*.jar\nimport gradus.layer.*;\nnew Relu() != null").value == "true"
    assert notebook.run("gradus.datasets.DataFolder.current() != null").value == "true"
    notebook.close()


@pytest.mark.parametrize("code", ["// above\n%%time\n1 + 1", "  %time 1 + 1", "/* a */ %%time\n1 + 1"])
def test_magics_may_be_indented_or_below_a_comment(notebook, code):
    cell = notebook.run(code)
    assert cell.value == "2" and cell.stream().endswith(" s\n")


def test_a_shell_command_is_explained(notebook):
    assert "no shell command" in notebook.run("!ls -l").error
    assert notebook.run("boolean done = false;\n!done").value == "true"


def test_an_interrupt_ends_maven(notebook):
    timer = notebook.interrupt_after(0.3)
    cell = notebook.run("Thread.sleep(1);\n%maven org.apache.commons:commons-math4-legacy:4.0-beta1", timeout=120)
    timer.join()
    assert cell.status in ("error", "ok")
    assert notebook.run("1 + 1").value == "2"


@pytest.fixture
def small_notebook(monkeypatch):
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx300m")
    notebook = Notebook()
    yield notebook
    notebook.close()


def test_a_cell_that_fills_the_heap_ends_and_keeps_its_variables(small_notebook):
    small_notebook.run("int kept = 42;")
    for filling in (
        "var all = new ArrayList<double[]>(); while (true) all.add(new double[10]);",
        "var all = new HashMap<Integer, String>(); for (int i = 0; ; i++) all.put(i, \"text \" + i);",
        "var all = new StringBuilder(); while (true) all.append(\"abcdef\");",
        "Object all = new byte[2_000_000_000];",
    ):
        cell = small_notebook.run(filling, timeout=120)
        assert "are not enough" in cell.error and "variables are kept" in cell.error
        assert small_notebook.run("kept", timeout=120).value == "42"
        small_notebook.run("all = null;", timeout=120)
    assert small_notebook.run("kept + 1").value == "43"


def test_a_heap_that_no_cell_can_free_ends_the_process(small_notebook):
    small_notebook.run(
        """
        List<Object> leak = new ArrayList<>();
        Thread.ofPlatform().daemon().start(() -> {
          while (true) { try { leak.add(new int[100]); } catch (OutOfMemoryError e) { } }
        });
        """
    )
    deadline = time.monotonic() + 120
    while small_notebook.manager.is_alive() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not small_notebook.manager.is_alive()
