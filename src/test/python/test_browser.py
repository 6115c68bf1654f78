"""JupyterLab in a real browser: open the first lesson, run it, interrupt a loop, restart."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import KIT

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


def run_selected(page):
    page.keyboard.press("Shift+Enter")


def new_cell_with(page, code):
    """Adds a cell at the end of the notebook and runs it."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+End")
    page.locator(".jp-Notebook .jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type(code)
    run_selected(page)


def test_the_first_lesson_in_a_browser(lab):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60_000)
        page.goto(lab + "lab/tree/notebooks/lessons/00-welcome.ipynb?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.get_by_text("Java (Gradus)").first.wait_for()

        page.locator(".jp-Notebook .jp-Cell").first.click()
        page.get_by_role("menuitem", name="Edit", exact=True).click()
        page.get_by_role("menuitem", name="Clear Outputs of All Cells").click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.locator(".jp-OutputArea-output img").first.wait_for()
        page.locator(".jp-OutputArea-output table").first.wait_for()
        idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first
        idle.wait_for()
        assert page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count() == 0
        assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0

        new_cell_with(page, "int turns = 0; while (true) { turns++; }")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='busy']").first.wait_for()
        time.sleep(1)
        page.get_by_role("menuitem", name="Kernel", exact=True).click()
        page.get_by_role("menuitem", name="Interrupt Kernel").click()
        page.get_by_text("its variables are kept").wait_for()

        new_cell_with(page, '"alive " + (turns > 0)')
        page.get_by_text("alive true").last.wait_for()

        page.get_by_role("menuitem", name="Kernel", exact=True).click()
        page.get_by_role("menuitem", name=re.compile(r"^Restart Kernel(?! and)")).first.click()
        page.locator(".jp-Dialog-button.jp-mod-accept").last.click()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()
        new_cell_with(page, '"fresh " + 21 * 2')
        page.get_by_text("fresh 42").last.wait_for()
        browser.close()
