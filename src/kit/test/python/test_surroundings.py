"""The commands where a home, a language, a folder, a link or a notebook is not as usual."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from kernel_client import KIT, notebook_with

pytestmark = [pytest.mark.timeout(240), pytest.mark.skipif(os.name == "nt", reason="these test the POSIX script")]


def gradus(*words, launcher=KIT / "gradus", folder=None, without=(), **variables):
    environment = {name: value for name, value in os.environ.items() if name not in without} | variables
    return subprocess.run(
        [launcher, *map(str, words)],
        env=environment, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=200,
    )  # fmt: skip


def output_of(notebook, number=0):
    (output,) = json.loads(Path(notebook).read_text())["cells"][number]["outputs"]
    return "".join(output["data"]["text/plain"])


@pytest.mark.parametrize(("without", "variables"), [(["HOME"], {}), ([], {"HOME": "/nowhere/at/all"})])
def test_a_user_without_a_home_runs_notebooks(tmp_path, without, variables):
    notebook = notebook_with(tmp_path / "sum.ipynb", "20 + 22")
    ran = gradus("run", notebook, "--output", tmp_path / "out", without=without, **variables)
    assert ran.returncode == 0 and ran.stderr == "", ran.stdout + ran.stderr
    assert output_of(tmp_path / "out/sum.ipynb") == "42"


@pytest.fixture(scope="module")
def moved_kit(tmp_path_factory):
    """The kit in a folder whose name has a space and letters that are not ASCII."""
    kit = tmp_path_factory.mktemp("kits") / "Köşe taşı ∇"
    kit.mkdir()
    shutil.copy2(KIT / "gradus", kit)
    shutil.copytree(KIT / "lib", kit / "lib")
    shutil.copytree(KIT / "datasets", kit / "datasets")
    for wing in ("network", "kernel", "kit"):
        (kit / "src" / wing / "main").mkdir(parents=True)
    for pom in [KIT / "pom.xml", *KIT.glob("src/*/pom.xml")]:
        shutil.copy2(pom, kit / pom.relative_to(KIT))
    return kit


@pytest.mark.parametrize("encoding", [{"LC_ALL": "C"}, {"LC_ALL": "", "LANG": ""}])
def test_the_kit_may_be_in_any_folder_in_any_locale(moved_kit, encoding):
    asked = gradus("doctor", launcher=moved_kit / "gradus", folder=moved_kit.parent, **encoding)
    assert f"kit        {moved_kit}\n" in asked.stdout and asked.stderr == "", asked


@pytest.mark.parametrize("relative", [False, True])
def test_the_launcher_may_be_a_link_to_a_link(moved_kit, tmp_path, relative):
    (tmp_path / "first").symlink_to(os.path.relpath(moved_kit / "gradus", tmp_path) if relative else moved_kit / "gradus")
    (tmp_path / "second").symlink_to("first")
    asked = gradus("data", launcher=tmp_path / "second", folder=tmp_path, without=["GRADUS_DATA"])
    assert asked.returncode == 0 and "mnist" in asked.stdout and asked.stderr == "", asked


def test_a_relative_data_folder_is_the_same_for_commands_and_notebooks(tmp_path):
    (tmp_path / "below").mkdir()
    notebook = notebook_with(tmp_path / "below/where.ipynb", 'System.getenv("GRADUS_DATA")')
    ran = gradus("run", notebook, "--output", tmp_path / "out", folder=tmp_path, GRADUS_DATA="mine")
    assert ran.returncode == 0, ran.stdout
    assert output_of(tmp_path / "out/where.ipynb") == f"{tmp_path}/mine"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[: len(text) // 2], "is no whole notebook"),
        (lambda text: '{"cells": []}', "is no notebook, but other JSON"),
        (lambda text: text.replace('"outputs"', '"results"'), "is a damaged notebook"),
    ],
)
def test_a_damaged_notebook_is_named_in_a_sentence(tmp_path, change, said):
    notebook = notebook_with(tmp_path / "torn.ipynb", "1")
    notebook.write_text(change(notebook.read_text()))
    ran = gradus("run", notebook, "--output", tmp_path / "out")
    assert ran.returncode != 0 and said in ran.stderr and "Traceback" not in ran.stderr, ran


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace(json.loads(text)["cells"][0]["id"], "ein Name, der keiner ist"),
        lambda text: text.replace(json.loads(text)["cells"][0]["id"], json.loads(text)["cells"][1]["id"]),
    ],
    ids=["byte order mark", "odd id", "one id twice"],
)
def test_an_odd_notebook_runs(tmp_path, change):
    notebook = notebook_with(tmp_path / "odd.ipynb", "6 * 7", "1")
    notebook.write_text(change(notebook.read_text()), encoding="utf-8")
    ran = gradus("run", notebook, "--output", tmp_path / "out")
    assert ran.returncode == 0, ran.stdout
    assert output_of(tmp_path / "out/odd.ipynb") == "42"


def test_a_folder_that_cannot_be_written_is_named_before_anything_runs(tmp_path):
    notebook = notebook_with(tmp_path / "sum.ipynb", "1")
    (tmp_path / "taken").write_text("")
    ran = gradus("run", notebook, "--output", tmp_path / "taken/out")
    assert ran.returncode != 0 and f"cannot write into {tmp_path}/taken/out" in ran.stderr and "Traceback" not in ran.stderr, ran


def test_notebooks_of_one_name_do_not_overwrite_each_other(tmp_path):
    for student, code in (("ada", "1 + 1"), ("ben", "2 + 2")):
        (tmp_path / student).mkdir()
        notebook_with(tmp_path / student / "x.ipynb", code)
    ran = gradus("run", tmp_path / "ada/x.ipynb", tmp_path / "ben/x.ipynb", "--output", tmp_path / "out")
    assert ran.returncode == 0, ran.stdout
    assert sorted(output_of(path) for path in (tmp_path / "out").rglob("*.ipynb")) == ["2", "4"]


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_what_is_printed_does_not_depend_on_the_language(tmp_path, language):
    notebook = notebook_with(tmp_path / "number.ipynb", 'String.format("%.1f ", 0.5) + "TITLE".toLowerCase()')
    other = {"JDK_JAVA_OPTIONS": f"-Duser.language={language}"}
    for words in (["--help"], ["doctor"]):
        assert gradus(*words, **other).stdout == gradus(*words).stdout, words
    ran = gradus("run", "--budget", "quick", notebook, "--output", tmp_path / "out", **other)
    assert ran.returncode == 0 and " s\n" in ran.stdout and "," not in ran.stdout, ran.stdout
    assert output_of(tmp_path / "out/number.ipynb") == "0.5 title"
