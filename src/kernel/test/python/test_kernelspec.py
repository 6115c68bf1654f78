"""What starts the kernel: its specification, and the script that looks for a JDK."""

import json
import os
import subprocess

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import Notebook

pytestmark = [pytest.mark.timeout(180), pytest.mark.skipif(os.name == "nt", reason="Windows starts Java itself")]


@pytest.fixture(scope="module")
def spec():
    return KernelSpecManager().get_kernel_spec("java")


@pytest.fixture
def start(spec, tmp_path):
    """Runs the script as Jupyter does, with a recorded JDK that no longer exists."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sed").symlink_to("/bin/sed")

    def run(**environment):
        return subprocess.run(
            ["/bin/sh", f"{spec.resource_dir}/start", "/gone/bin/java", "-version"],
            env={"PATH": str(tmp_path / "bin")} | environment, capture_output=True, text=True, timeout=30,
        )

    return run


def java_of(spec):
    return next(word for word in spec.argv if word.endswith("/bin/java"))


def old_java(folder):
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/java").write_text("#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n")
    (folder / "bin/java").chmod(0o755)


def test_a_jdk_that_is_gone_is_named_with_the_remedy(start):
    done = start()
    assert done.returncode == 1 and done.stdout == ""
    assert "/gone/bin/java" in done.stderr and "./gradus lab" in done.stderr and "JDK 25" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_another_jdk_of_java_home_takes_its_place(start, spec):
    done = start(JAVA_HOME=java_of(spec).removesuffix("/bin/java"))
    assert done.returncode == 0 and 'version "2' in done.stderr


def test_another_jdk_on_the_path_takes_its_place(start, spec, tmp_path):
    (tmp_path / "bin/java").symlink_to(java_of(spec))
    assert start().returncode == 0


def test_a_jdk_that_is_too_old_does_not(start, tmp_path):
    old_java(tmp_path)
    assert start(JAVA_HOME=str(tmp_path)).returncode == 1


def test_the_specification_needs_no_front_end_that_knows_its_folder(spec):
    stored = json.loads(open(f"{spec.resource_dir}/kernel.json").read())
    assert "{resource_dir}" not in str(stored["argv"]) and f"{spec.resource_dir}/lib/*" in stored["argv"]
    assert stored["language"] == "java" and stored["interrupt_mode"] == "message"


def test_one_jar_installs_a_kernel_that_runs(spec, tmp_path, monkeypatch):
    jar = f"{spec.resource_dir}/lib/gradus-kernel.jar"
    command = [java_of(spec), "-jar", jar, "install", "--prefix", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "share/jupyter/kernels/java")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share/jupyter"))
    notebook = Notebook()
    assert notebook.run("List.of(20, 22).stream().mapToInt(i -> i).sum()").value == "42"
    assert notebook.run("import gradus.layer.Linear;").status == "error"
    notebook.close()


def test_warnings_of_the_jvm_at_its_start_stay_out_of_notebooks(fresh_notebook):
    cell = fresh_notebook.run("jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length() > 0")
    assert cell.value == "true" and cell.stream("stderr") == "" and cell.stream("stdout") == ""


def test_the_archives_classes_are_linked_ahead_of_time(spec):
    """Which a JVM leaves out without a word where something in its command does not suit it: half of a start's time."""
    command = [word.replace("-Xlog:aot=off", "-Xlog:aot=info") for word in spec.argv[:-1]]
    done = subprocess.run([*command, "--train"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Using AOT-linked classes: true" in done.stdout
