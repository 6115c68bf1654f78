"""JupyterLab in a real browser: open the first lesson, run it, interrupt a loop, restart."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import KIT, notebook_with

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
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(90_000)
        yield page
        browser.close()


def open_notebook(page, lab, name):
    page.goto(f"{lab}lab/tree/notebooks/lessons/{name}?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()


def choose(page, menu, entry):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=re.compile(entry)).first.click()


def run_cell(page, number):
    page.locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").nth(number).click()
    page.keyboard.press("Shift+Enter")


def wait_for_output(page, text):
    page.locator(".jp-OutputArea-output", has_text=text).first.wait_for()


def test_the_first_lesson_shows_its_plots_and_tables(page, lab):
    open_notebook(page, lab, "00-welcome.ipynb")
    choose(page, "Edit", "^Clear Outputs of All Cells")
    choose(page, "Run", "^Run All Cells$")
    page.locator(".jp-OutputArea-output img").first.wait_for()
    page.locator(".jp-OutputArea-output table").first.wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()
    assert page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0


def test_a_loop_is_interrupted_and_the_kernel_restarted(page, lab):
    open_notebook(page, lab, "loop.ipynb")
    run_cell(page, 0)
    wait_for_output(page, "looping")
    choose(page, "Kernel", "^Interrupt Kernel")
    wait_for_output(page, "its variables are kept")
    run_cell(page, 1)
    wait_for_output(page, "alive true")
    choose(page, "Kernel", "^Restart Kernel(?! and)")
    page.locator(".jp-Dialog-button.jp-mod-accept").last.click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()
    run_cell(page, 2)
    wait_for_output(page, "fresh 42")
