"""JupyterLab in a real browser: open the first lesson, run it, interrupt a loop, restart, debug; pictures in both themes."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest
from kernel_client import KIT, notebook_with
from playwright.sync_api import TimeoutError, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: the browser test did not run"),
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A server on a copy of the lessons, so that nothing in the kit is changed."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(KIT / "notebooks/lessons", folder / "notebooks/lessons", ignore=shutil.ignore_patterns(".*"))
    (folder / "lib").symlink_to(KIT / "lib")
    notebook_with(folder / "notebooks/lessons/loop.ipynb", LOOP, '"alive " + (turns > 0)', '"fresh " + 21 * 2')
    notebook_with(folder / "notebooks/lessons/pictures.ipynb", PICTURES)
    notebook_with(folder / "notebooks/lessons/steps.ipynb", STEPS.strip(), '"ready"', kernel="java-debugger")
    notebook_with(folder / "notebooks/lessons/training.ipynb", TRAINING.strip(), '"ready"', kernel="java-debugger")
    settings = folder / "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}')  # else the page holds only the cells on the screen
    log = folder / "server.log"
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.token=", "--ServerApp.password=", "--ServerApp.disable_check_xsrf=True",
         "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}", "--allow-root",
         "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
        stdout=log.open("w"), stderr=subprocess.STDOUT,
        env=os.environ | {"GRADUS_HOME": str(KIT), "GRADUS_BUDGET": "quick", "GRADUS_PROGRESS": str(folder / "progress.json"),
                          "JUPYTER_PREFER_ENV_PATH": "1",
                          "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")},
    )  # fmt: skip
    address = None
    for _ in range(300):
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
        if found:
            address = found.group()
            try:
                urllib.request.urlopen(address + "api", timeout=2)
                break
            except OSError:
                pass
        time.sleep(0.1)
    assert address, log.read_text()
    yield address
    server.terminate()
    server.wait(20)


PICTURES = """
%jars ../../lib
import gradus.data.*; import gradus.layer.*; import gradus.model.*; import gradus.plot.*; import gradus.plot.explorer.*;
import gradus.tensor.*;
import static gradus.plot.Show.show;

var steps = Charts.lines("Loss", "step", "loss").add("SGD", Series.logspace(2.3, 0.01, 100));
var rates = Charts.points("Accuracy", "learning rate", "accuracy").add("validation", Series.logspace(1e-4, 1, 5), x -> 0.3 + x / 3);
rates.getStyler().setXAxisLogarithmic(true);
show(steps, rates);
var network = LeNet.classic(Initializer.he(Precision.SINGLE, new Seed(1)));
show(NetworkDiagram.of(network));
var images = new Images(new byte[5 * 3072], new Extent(32, 32, 3), new int[5], List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
show(NetworkExplorer.of(network, images, Preprocessing.unit()));
"""

STEPS = """
%jars ../../lib
import gradus.tensor.*;
Tensor ones = Tensor.full(Precision.DOUBLE, Shape.of(2, 3), 1);
Tensor twice = ones.plus(ones);
"found " + twice.at(1, 2)
"""

TRAINING = """
%jars ../../lib
import gradus.layer.*; import gradus.loss.*; import gradus.optimizer.*; import gradus.tensor.*;
var line = new Linear(2, 2, Initializer.he(Precision.DOUBLE, new Seed(1)));
var inputs = Tensor.of(new double[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
var optimizer = new Sgd(); double loss = 0;
for (int step = 0; step < 400; step++) {
  Pass pass = line.forward(inputs, Mode.evaluation());
  LossValue value = new SoftmaxCrossEntropy().evaluate(pass.output(), new int[] {0, 1, 1, 1});
  loss = value.loss();
  line.parameters().clearGradients();
  pass.backward(value.gradient());
  optimizer.step(line.parameters(), 0.1);
  Thread.sleep(20);
}
"trained to " + (loss < 0.5)
"""

# It speaks within the loop: a word before it may be read, and the cell stopped, before the loop is compiled.
LOOP = 'long turns = 0; while (true) { if (turns++ == 1000) { System.out.println("looping"); } }'


@pytest.fixture(scope="module")
def page(lab):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(90_000)
        yield page
        page.screenshot(path=KIT / "target/browser-test.png")
        browser.close()


def open_notebook(page, lab, name):
    page.goto(f"{lab}lab/tree/notebooks/lessons/{name}?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    wait_for_kernel(page)


def wait_for_kernel(page):
    """Waits for the status bar: the notebook's own sign says idle before it has a kernel, and drops what is run."""
    page.get_by_text(re.compile(r"Java (with debugger )?\(Gradus\) \| Idle")).wait_for()


def guess_until_done(page):
    """The status bar says idle between two cells, too; a cell that waits for its turn has a star."""
    while page.locator(".jp-InputPrompt:has-text('[*]')").count() > 0:
        prompt = page.locator(".jp-Stdin-input")
        if prompt.count() > 0:
            prompt.first.fill("137 / 500", timeout=5_000)
            prompt.first.press("Enter", timeout=5_000)
        page.wait_for_timeout(500)


def choose(page, menu, entry):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=re.compile(entry)).first.click()


def run(page, action, *results):
    """Does it again if nothing came: JupyterLab drops a cell that is run while it still connects to the kernel."""
    for patience in (15_000, 30_000, 60_000):
        try:
            action()
            for result in results:
                page.locator(result).first.wait_for(timeout=patience)
            return
        except TimeoutError as error:
            late = error
    raise late


def run_cell(page, number, text):
    def shift_enter():
        page.locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").nth(number).click()
        page.keyboard.press("Shift+Enter")

    run(page, shift_enter, f'.jp-OutputArea-output:has-text("{text}")')


def test_the_first_lesson_shows_its_plots_and_tables(page, lab):
    open_notebook(page, lab, "00-welcome.ipynb")
    choose(page, "Edit", "^Clear Outputs of All Cells")
    run(page, lambda: choose(page, "Run", "^Run All Cells$"), ".jp-OutputArea-output img")
    guess_until_done(page)
    page.locator(".jp-OutputArea-output table").first.wait_for()
    assert page.locator(".jp-OutputArea-output:has-text('137 / 500')").count() > 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0


def test_a_loop_is_interrupted_and_the_kernel_restarted(page, lab):
    open_notebook(page, lab, "loop.ipynb")
    run_cell(page, 0, "looping")
    choose(page, "Kernel", "^Interrupt Kernel")
    page.locator(".jp-OutputArea-output", has_text="its variables are kept").wait_for()
    run_cell(page, 1, "alive true")
    choose(page, "Kernel", "^Restart Kernel(?! and)")
    page.locator(".jp-Dialog-button.jp-mod-accept").last.click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    wait_for_kernel(page)
    run_cell(page, 2, "fresh 42")


def test_a_cell_is_debugged(page, lab):
    """A breakpoint in a cell, a step into the library, its tensors, and on; screenshots in both themes to look at."""
    open_notebook(page, lab, "steps.ipynb")
    run_cell(page, 1, "ready")
    page.locator(".jp-DebuggerBugButton").first.click()
    cell = page.locator(".jp-Notebook .jp-Cell").first
    cell.locator(".cm-breakpoint-gutter .cm-gutterElement").nth(4).click()  # the first is a spacer
    page.locator(".jp-DebuggerBreakpoint").first.wait_for()
    cell.locator(".jp-InputArea-editor").click()
    page.keyboard.press("Shift+Enter")
    frame = page.locator(".jp-DebuggerCallstackFrame").first
    frame.wait_for()
    page.locator('[data-command="debugger:stepIn"]').first.click()
    frame.get_by_text("Tensor.plus").wait_for()
    page.get_by_text('requireSameShape("plus", other);').first.wait_for()
    page.locator(".jp-DebuggerVariables").get_by_text("Tensor 2×3 [[1, 1, 1], [1, 1, 1]]").first.wait_for()
    in_both_themes(page, "debugger")
    page.locator('[data-command="debugger:continue"]').first.click()
    page.locator(".jp-OutputArea-output:has-text('found 2')").first.wait_for()


def test_variables_are_looked_at_while_a_cell_trains(page, lab):
    """The panel shows another loss by itself; screenshots in both themes to look at."""
    open_notebook(page, lab, "training.ipynb")
    run_cell(page, 1, "ready")
    page.locator(".jp-DebuggerBugButton").first.click()
    page.locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").first.click()
    page.keyboard.press("Shift+Enter")
    loss = page.locator(".jp-DebuggerVariables").get_by_text(re.compile(r"^double \d\.\d+"))
    loss.first.wait_for()
    first = loss.first.inner_text()
    page.wait_for_function("before => !document.querySelector('.jp-DebuggerVariables').innerText.includes(before)", arg=first)
    page.locator(".jp-DebuggerVariables").get_by_text(re.compile("^Tensor 4×2")).first.wait_for()
    in_both_themes(page, "variables")
    page.locator(".jp-OutputArea-output:has-text('trained to true')").first.wait_for()


def in_both_themes(page, name):
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        for entry in ("Theme", theme):
            page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$")).click()
        page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
        page.screenshot(path=KIT / f"target/{name}-{theme.split()[1].lower()}.png")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_pictures_have_the_page_behind_them(page, lab, theme):
    """In both themes, with a screenshot of each to look at."""
    settings = urllib.request.Request(
        f"{lab}lab/api/settings/@jupyterlab/apputils-extension:themes", json.dumps({"raw": json.dumps({"theme": theme})}).encode(), method="PUT"
    )
    urllib.request.urlopen(settings, timeout=20).close()
    open_notebook(page, lab, "pictures.ipynb")
    page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
    choose(page, "Edit", "^Clear Outputs of All Cells")
    run(page, lambda: choose(page, "Run", "^Run All Cells$"), ".jp-OutputArea-output iframe")
    explorer = page.frame_locator(".jp-OutputArea-output iframe")
    explorer.locator("#detail h2").wait_for()
    assert explorer.locator("html").get_attribute("data-theme") == theme.split()[1].lower()
    for number, picture in enumerate(page.locator(".jp-OutputArea-output img").all()):
        assert picture.evaluate(CORNER) == 0, "a picture has a background of its own"
        picture.screenshot(path=KIT / f"target/picture-{number}-{theme.split()[1].lower()}.png")
    explorer.locator("body").screenshot(path=KIT / f"target/explorer-in-lab-{theme.split()[1].lower()}.png")


CORNER = """picture => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.getContext("2d").getImageData(0, 0, 1, 1).data[3];
}"""
