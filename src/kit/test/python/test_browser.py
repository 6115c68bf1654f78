"""JupyterLab in a real browser: open the first lesson, run it, interrupt a loop, restart."""

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
    log = folder / "server.log"
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.token=", "--ServerApp.password=",
         "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}", "--allow-root",
         "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
        stdout=log.open("w"), stderr=subprocess.STDOUT,
        env=os.environ | {"GRADUS_HOME": str(KIT), "GRADUS_BUDGET": "quick", "JUPYTER_PREFER_ENV_PATH": "1"},
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


LOOP = 'System.out.println("looping"); int turns = 0; while (true) { turns++; }'


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
    page.get_by_text(re.compile(r"Java \(Gradus\) \| Idle")).wait_for()


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
    run(page, lambda: choose(page, "Run", "^Run All Cells$"), ".jp-OutputArea-output img", ".jp-OutputArea-output table")
    wait_for_kernel(page)
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
