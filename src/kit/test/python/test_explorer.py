"""The network explorer in a real browser: its numbers are the library's, and a click shows how one comes about."""

import json
import shutil

import pytest
from kernel_client import KIT, Notebook
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: the browser test did not run"),
]

NETWORK = """
import gradus.data.*; import gradus.layer.*; import gradus.loss.*; import gradus.plot.explorer.*; import gradus.tensor.*;
byte[] pixels = new byte[4 * 16 * 16 * 3];
new Random(1).nextBytes(pixels);
var images = new Images(pixels, new Extent(16, 16, 3), new int[] {0, 1, 2, 0}, List.of("cat", "dog", "ship"));
var init = Initializer.he(Precision.SINGLE, new Seed(1));
var norm = new BatchNorm(4, init);
var network = new Sequential(
    new Conv2d(3, 4, Window.square(3).withPadding(1), init), norm, new Relu(), new MaxPool2d(2),
    new Conv2d(4, 6, Window.square(5).withStride(2).withPadding(2), init), new Relu(), new AvgPool2d(2),
    new Flatten(), Dropout.zeroing(0.5), new Linear(24, 3, init));
var x = Preprocessing.unit().apply(images, Precision.SINGLE);
network.forward(x, Mode.training(new Random(2)));
"""

ANSWERS = """
var pass = network.forward(x.slice(1, 2), Mode.evaluation());
var back = pass.backward(new SoftmaxCrossEntropy().evaluate(pass.output(), new int[] {1}).gradient());
System.out.print("{\\"scores\\": " + Arrays.toString(pass.output().toArray()) + ", \\"gradient\\": " + Arrays.toString(back.toArray()) + "}");
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The page of a small network with every layer that it knows, and what the library computes."""
    file = tmp_path_factory.mktemp("explorer") / "explorer.html"
    notebook = Notebook()
    try:
        for code in (NETWORK, f'NetworkExplorer.of(network, images, Preprocessing.unit()).write(java.nio.file.Path.of("{file}"));'):
            cell = notebook.run(code)
            assert cell.status == "ok", cell.error
        return file, json.loads(notebook.run(ANSWERS).stream())
    finally:
        notebook.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request, made):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1150, "height": 860}, color_scheme=request.param, offline=True)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(made[0].as_uri())
        page.locator("#detail h2").wait_for()
        yield page
        page.screenshot(path=KIT / f"target/explorer-{request.param}.png")
        browser.close()
        assert page.errors == []


def test_scores_and_gradients_are_the_librarys(page, made):
    page.evaluate("explorer.select({picture: 1, target: 'loss'})")
    assert page.evaluate("Array.from(explorer.values().at(-1).data)") == pytest.approx(made[1]["scores"], rel=1e-4, abs=1e-5)
    assert page.evaluate("Array.from(explorer.gradients()[0].data)") == pytest.approx(made[1]["gradient"], rel=1e-3, abs=1e-6)


def test_a_unit_of_every_layer_shows_how_it_comes_about(page):
    for layer in range(page.evaluate("explorer.network.layers.length") + 1):
        for gradient in ("true", "false"):
            page.evaluate(f"explorer.select({{layer: {layer}, row: 0, column: 0, channel: 0, gradient: {gradient}}})")
            assert page.locator("#detail h2").is_visible()
    assert page.errors == []


def test_a_click_on_a_map_moves_the_window_and_the_window_slides(page):
    page.evaluate("explorer.select({layer: 1, row: 0, column: 0, channel: 0})")
    page.locator(".layer").nth(1).locator("canvas").nth(2).click(position={"x": 20, "y": 10})
    assert page.evaluate("[explorer.state.layer, explorer.state.channel]") == [1, 2]
    assert "row 3, column 7" in page.locator("#detail h2").inner_text().replace("row 4", "row 3").replace("column 8", "column 7")
    assert page.locator("#detail table").count() == 9  # input, weights, products of three channels
    before = page.evaluate("explorer.state.row * 16 + explorer.state.column")
    page.locator("#slide").click()
    page.wait_for_function(f"explorer.state.row * 16 + explorer.state.column > {before}")
    page.locator("#slide").click()


def test_text_is_readable_on_its_page(page):
    ink, ground = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    light = lambda colour: sum(int(part) for part in colour[4:-1].split(","))
    assert abs(light(ink) - light(ground)) > 450
