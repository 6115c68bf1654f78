"""What a newcomer does with the launcher: find a Java, fetch one, run a notebook."""

import hashlib
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import KIT, notebook_with

pytestmark = [pytest.mark.timeout(240), pytest.mark.skipif(os.name == "nt", reason="these test the POSIX script")]


class Mirror(http.server.BaseHTTPRequestHandler):
    """Serves a JDK and its checksum as the real address does, or misbehaves."""

    archive = b""
    checksum = ""

    def do_GET(self):
        body = self.archive
        if "/assets/" in self.path:
            body = json.dumps([{"binary": {"package": {"checksum": self.checksum, "size": 1}}}]).encode()
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def mirror():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def kit_without_java(tmp_path):
    (tmp_path / "src/kit/main/sh").mkdir(parents=True)
    shutil.copy(KIT / "src/kit/main/sh/fetch-jdk", tmp_path / "src/kit/main/sh/fetch-jdk")
    return tmp_path


def jdk_archive():
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in {"release": 'JAVA_VERSION="25.0.1"\n', "bin/javac": "#!/bin/sh\n"}.items():
            entry = tarfile.TarInfo(f"jdk-25.0.1+8/{name}")
            entry.size = len(text)
            entry.mode = 0o755
            archive.addfile(entry, io.BytesIO(text.encode()))
    return data.getvalue()


def fetch(kit, mirror, *words):
    environment = os.environ | {"GRADUS_HOME": str(kit), "GRADUS_JDK_URL": mirror}
    return subprocess.run(
        ["sh", str(kit / "src/kit/main/sh/fetch-jdk"), *words],
        env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
    )


def test_a_sound_jdk_is_installed_in_the_kits_own_folder(kit_without_java, mirror):
    Mirror.archive = jdk_archive()
    Mirror.checksum = hashlib.sha256(Mirror.archive).hexdigest()
    done = fetch(kit_without_java, mirror, "lab", "--yes")
    assert done.returncode == 0, done.stderr
    assert (kit_without_java / ".jdk/jdk-25.0.1+8/bin/javac").exists()


def test_a_corrupt_jdk_is_named_thrown_away_and_never_used(kit_without_java, mirror):
    Mirror.archive = jdk_archive()[:-10]
    Mirror.checksum = "0" * 64
    done = fetch(kit_without_java, mirror, "--yes")
    assert done.returncode == 3 and "thrown away" in done.stderr
    assert list((kit_without_java / ".jdk").iterdir()) == []


def test_a_missing_jdk_is_explained(kit_without_java, mirror):
    Mirror.archive = b""
    done = fetch(kit_without_java, mirror, "--yes")
    assert done.returncode == 3 and "install a JDK 25 by hand" in done.stderr


def test_nothing_is_fetched_unless_it_is_accepted(kit_without_java, mirror):
    done = fetch(kit_without_java, mirror, "lab")
    assert done.returncode == 3 and "--yes" in done.stderr
    assert not (kit_without_java / ".jdk").exists()


def gradus(*words, **environment):
    return subprocess.run(
        [str(KIT / "gradus"), *map(str, words)],
        env=os.environ | environment, capture_output=True, text=True, timeout=200,
    )


def test_help_lists_the_commands():
    text = gradus("help").stdout
    for command in ("lab", "run", "test", "data", "doctor"):
        assert f"  {command} " in text


def test_a_jdk_25_is_found_though_java_home_is_older(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "release").write_text('JAVA_VERSION="17.0.1"\n')
    done = gradus("doctor", JAVA_HOME=str(tmp_path))
    assert "JDK        25" in done.stdout


def test_maven_is_fetched_where_there_is_no_unzip(tmp_path):
    """A bare Debian has none; the wrapper takes another archive then, with a checksum of its own."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for folder in reversed(os.get_exec_path()):
        for program in Path(folder).glob("*"):
            link = tools / program.name
            if program.name not in ("mvn", "unzip") and not link.is_symlink():
                link.symlink_to(program)
    environment = dict(os.environ, PATH=str(tools), MAVEN_USER_HOME=str(tmp_path / "maven"))
    fetched = subprocess.run([KIT / "mvnw", "--version"], env=environment, capture_output=True, text=True)
    assert fetched.returncode == 0 and "Apache Maven 3" in fetched.stdout, fetched


def test_what_is_edited_during_a_build_is_built_by_the_next_one(tmp_path):
    kit, tools = tmp_path / "kit", tmp_path / "tools"
    for folder in (kit / "src/kit/main", kit / "lib", tools):
        folder.mkdir(parents=True)
    shutil.copy(KIT / "gradus", kit / "gradus")
    for pom in ("pom.xml", "src/kit/pom.xml"):
        (kit / pom).write_text("")
    source = kit / "src/kit/main/A.java"
    source.write_text("first")
    maven = tools / "mvn"
    maven.write_text(f"#!/bin/sh\necho build >> {tmp_path}/builds\nsleep 0.1\n[ -f {tmp_path}/edit ] && echo more >> {source}\n"
                     f"sleep 0.1\ntouch {kit}/lib/gradus-kit.jar\n")  # fmt: skip
    maven.chmod(0o755)

    def builds():
        subprocess.run([kit / "gradus"], env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}, capture_output=True, timeout=60)
        return len((tmp_path / "builds").read_text().split())

    (tmp_path / "edit").touch()
    assert builds() == 1
    (tmp_path / "edit").unlink()
    assert builds() == 2
    assert builds() == 2


def test_a_build_brings_back_lib_and_nothing_of_older_ones(tmp_path):
    """One that was killed while it swapped lib/, behind one that failed and left jars; by Ant, as Maven has it do."""
    target = tmp_path / "src/kit/target"
    for name in ("gradus-kit.jar", "lib/left.jar", "lib-before/older.jar", "lib-before/README.md"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(name)

    def build():
        swap(tmp_path, target, "empty-lib")
        (target / "lib").mkdir()  # to which Maven copies what the kit depends on
        (target / "lib/ejml.jar").write_text("ejml")
        swap(tmp_path, target, "swap-lib")
        return {file.name for file in (tmp_path / "lib").iterdir()}

    assert build() == {"gradus-kit.jar", "ejml.jar", "README.md"}
    (tmp_path / "lib/old.jar").write_text("of an older version")
    assert build() == {"gradus-kit.jar", "ejml.jar", "README.md"}
    shutil.rmtree(tmp_path / "lib")
    assert build() == {"gradus-kit.jar", "ejml.jar", "README.md"}


def swap(home, target, step):
    """Runs one of the pom's steps in another kit."""
    pom = ElementTree.parse(KIT / "src/kit/pom.xml")
    namespace = {"": "http://maven.apache.org/POM/4.0.0"}
    for execution in pom.iterfind(".//execution", namespace):
        if execution.findtext("id", namespaces=namespace) == step:
            steps = "".join(ElementTree.tostring(part, encoding="unicode") for part in execution.find(".//target", namespace))
    properties = f'<property name="kit.home" value="{home}"/><property name="project.build.directory" value="{target}"/>'
    tasks = re.sub(r"(</?)ns0:", r"\1", re.sub(r' xmlns:ns0="[^"]*"', "", steps))
    (home / "build.xml").write_text(f"<project>{properties}{tasks}</project>")
    jars = (Path.home() / ".m2/repository/org/apache/ant").rglob("*.jar")
    java = next(word for word in KernelSpecManager().get_kernel_spec("java").argv if word.endswith("/bin/java"))
    ant = [java, "-cp", ":".join(map(str, jars)), "org.apache.tools.ant.Main", "-q", "-f", home / "build.xml"]
    subprocess.run(ant, check=True, capture_output=True, timeout=60)


def test_wrong_words_end_with_code_2():
    assert gradus("nonsense").returncode == 2


def test_the_notebooks_of_a_folder_run_to_executed_notebooks_and_pages(tmp_path):
    for name in ("first", "second"):
        (tmp_path / "in" / name).mkdir(parents=True)
        notebook_with(tmp_path / "in" / name / "sum.ipynb", f'"{name}".length()', 'System.getenv("GRADUS_BUDGET")')
    done = gradus("run", tmp_path / "in", "--output", tmp_path / "out", "--budget", "quick")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("first", "second"):
        executed = nbformat.read(tmp_path / "out" / name / "sum.ipynb", as_version=4)
        assert executed.cells[0].outputs[0].data["text/plain"] == str(len(name))
        assert executed.cells[1].outputs[0].data["text/plain"] == "quick"
        assert (tmp_path / "out" / name / "sum.html").stat().st_size > 1000


def test_a_failing_cell_is_named_and_ends_with_code_1(tmp_path):
    source = notebook_with(tmp_path / "bad.ipynb", "int fine = 1;", "int x = 1 / 0;")
    done = gradus("run", source, "--output", tmp_path / "out")
    assert done.returncode == 1 and "bad.ipynb, cell 2" in done.stderr and "/ by zero" in done.stderr


def test_a_run_that_fails_leaves_the_good_notebook_and_writes_beside_it(tmp_path):
    source = notebook_with(tmp_path / "lesson.ipynb", "int fine = 1;")
    assert gradus("run", source, "--in-place").returncode == 0
    good = source.read_text()
    changed = json.loads(good)
    changed["cells"][0]["source"] = "int x = 1 / 0;"
    source.write_text(json.dumps(changed))
    done = gradus("run", source, "--in-place")
    assert done.returncode == 1 and "lesson.failed.ipynb" in done.stdout
    assert json.loads(source.read_text()) == changed
    assert "/ by zero" in source.with_name("lesson.failed.ipynb").read_text()
    source.write_text(good)
    assert gradus("run", source, "--in-place").returncode == 0
    assert not source.with_name("lesson.failed.ipynb").exists()


def test_text_on_standard_error_fails_a_notebook(tmp_path):
    source = notebook_with(tmp_path / "loud.ipynb", 'System.err.println("warning");')
    done = gradus("run", source, "--output", tmp_path / "out")
    assert done.returncode == 1 and "stderr" in done.stderr
