"""A class on one server: JupyterHub with two users of the system in a browser, the shared kit, the exchange, and what is hidden."""

import csv
import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from kernel_client import KIT, notebook_with
from playwright.sync_api import sync_playwright
from test_browser import CHROMIUM, FLAGS, choose, guess_until_done, run, run_cell, wait_for_kernel

sys.path.insert(0, str(KIT / "src/kit/hub"))
from control_groups import ControlGroup, Unavailable  # noqa: E402

SYSTEM_PYTHON = "/usr/bin/python3"


def missing():
    """Why no hub can be tested here, or nothing."""
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        return "only root on Linux can make users"
    if not shutil.which("jupyterhub") or not shutil.which("configurable-http-proxy"):
        return "Debian's package jupyterhub is not installed"
    if CHROMIUM is None:
        return "no Chromium is installed"
    version = subprocess.run([SYSTEM_PYTHON, "-c", "import sys, jupyterhub; print(*sys.version_info[:2])"], capture_output=True, text=True)
    if version.stdout.split() != [str(part) for part in sys.version_info[:2]]:
        return "the system's Python is of another version than that of these tests, or cannot load jupyterhub"
    return ""


def no_groups():
    try:
        ControlGroup.of("gradus-probe", memory=1 << 30).remove()
        return ""
    except (Unavailable, OSError) as reason:
        return f"no control groups can be made: {reason}"


REASON = missing()
pytestmark = [pytest.mark.timeout(600), pytest.mark.skipif(bool(REASON), reason=f"{REASON}: JupyterHub was not tested")]


class User:
    """A user of the system for these tests."""

    def __init__(self, name, group):
        self.name, self.password = f"{name}{os.getpid()}", os.urandom(9).hex()
        subprocess.run(["useradd", "--create-home", "--groups", group, "--shell", "/bin/bash", self.name], check=True)
        subprocess.run(["chpasswd"], input=f"{self.name}:{self.password}", text=True, check=True)
        self.uid, self.home = pwd.getpwnam(self.name).pw_uid, Path(pwd.getpwnam(self.name).pw_dir)

    def run(self, *command, **variables):
        """What a command prints and its code, with this user's rights and nothing of root's environment."""
        environment = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "JAVA_HOME": os.environ.get("JAVA_HOME", "")} | variables
        done = subprocess.run([str(word) for word in command], cwd=self.home, env=environment, user=self.uid, group=self.uid,
                              extra_groups=[], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)  # fmt: skip
        return done.stdout, done.returncode

    def give(self, path):
        """Makes a file or folder in this user's home theirs."""
        for found in [path, *path.rglob("*")]:
            os.chown(found, self.uid, self.uid)

    def remove(self):
        subprocess.run(["pkill", "-KILL", "-u", str(self.uid)])
        for _ in range(100):
            if subprocess.run(["userdel", "--remove", self.name], capture_output=True).returncode == 0:
                break
            time.sleep(0.1)


@pytest.fixture(scope="module")
def place():
    """A folder that all may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="gradus-hub-", dir="/opt"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def kit(place):
    """The kit as students have it, with the packages of these tests' Python and, for the hub, the system's."""
    shared = place / "gradus"
    subprocess.run([SYSTEM_PYTHON, "-m", "venv", "--without-pip", shared / ".venv"], check=True)
    packages = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    for part in (packages, "share", "etc"):
        if Path(sys.prefix, part).exists():
            subprocess.run(["cp", "-a", f"{sys.prefix}/{part}/.", shared / ".venv" / part], check=True)
    (shared / ".venv" / packages / "debian.pth").write_text("/usr/lib/python3/dist-packages\n")
    subprocess.run([KIT / "gradus", "data", "offline"], check=True, capture_output=True)
    subprocess.run([KIT / "src/kit/hub/share", shared], check=True, capture_output=True)
    return shared


@pytest.fixture(scope="module")
def users():
    group = f"gradus{os.getpid()}"
    subprocess.run(["groupadd", group], check=True)
    made = {}
    try:
        for name in ("ada", "bob"):
            made[name] = User(name, group)
        yield made
    finally:
        for user in made.values():
            user.remove()
        subprocess.run(["groupdel", group])


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture(scope="module")
def hub(kit, users, place):
    """The hub with the kit's settings, but for ports and places."""
    state = place / "state"
    state.mkdir(mode=0o700)
    port, api, proxy = free_ports(3)
    group = next(g.gr_name for g in grp.getgrall() if users["ada"].name in g.gr_mem)
    (state / "config.py").write_text(f"""
load_subconfig("{kit}/src/kit/hub/jupyterhub_config.py")
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.LocalAuthenticator.allowed_groups = {{"{group}"}}
c.Spawner.environment.update(GRADUS_EXCHANGE="{place}/exchange", GRADUS_BUDGET="quick")
""")
    log = state / "hub.log"
    server = subprocess.Popen([SYSTEM_PYTHON, "-m", "jupyterhub.app", "-f", state / "config.py"], cwd=state, stdout=log.open("w"),
                              stderr=subprocess.STDOUT, env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "JAVA_HOME": os.environ.get("JAVA_HOME", ""),
                                   "NODE_PATH": "/usr/share/nodejs"})  # fmt: skip  # for a node that is not Debian's
    address = f"http://127.0.0.1:{port}/"
    for _ in range(900):
        try:
            urllib.request.urlopen(address + "hub/login", timeout=2).close()
            break
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(60)
    shutil.copy(log, KIT / "target/hub.log")


@pytest.fixture(scope="module")
def exchange(kit, place):
    """What the teacher types: the exchange's commands. The first assignment is handed out."""

    def teacher(*words):
        done = subprocess.run([kit / "src/kit/hub/exchange.py", *words], capture_output=True, text=True,
                              env=os.environ | {"GRADUS_EXCHANGE": str(place / "exchange")})  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    teacher("publish", KIT / "notebooks/assignments/release/a1")
    return teacher


@pytest.fixture(scope="module")
def pages(hub, users):
    """The pages of two users who have logged in with the system's passwords, each with the first lesson open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = {}
        for name, user in users.items():
            page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
            page.set_default_timeout(240_000)
            page.goto(hub + "hub/login")
            page.fill("#username_input", user.name)
            page.fill("#password_input", user.password)
            page.click("#login_submit", no_wait_after=True)
            opened[name] = page
        for page in opened.values():
            page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        yield opened
        for name, page in opened.items():
            page.screenshot(path=KIT / f"target/hub-{name}.png")
        browser.close()


def open_notebook(page, hub, user, path):
    page.goto(f"{hub}user/{user.name}/lab/tree/{path}?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    wait_for_kernel(page)


def shut_down_kernels(page):
    """A gigabyte has room for one kernel, and notebooks that were open keep theirs."""
    choose(page, "Kernel", "^Shut Down All Kernels")
    page.locator(".jp-Dialog-button.jp-mod-accept").last.click()
    page.locator(".jp-Dialog").wait_for(state="detached")


def start_all(page):
    choose(page, "Edit", "^Clear Outputs of All Cells")
    run(page, lambda: choose(page, "Run", "^Run All Cells$"), ".jp-InputPrompt:has-text('[1]'), .jp-InputPrompt:has-text('[*]')")


def assert_no_error(page):
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count() == 0


def test_two_users_train_at_once(pages, hub, users):
    for page in pages.values():
        wait_for_kernel(page)
        shut_down_kernels(page)
    for name, lesson in (("ada", "04-two-layer-network"), ("bob", "02-linear-classifiers")):
        open_notebook(pages[name], hub, users[name], f"notebooks/lessons/{lesson}.ipynb")
        start_all(pages[name])
    for page in pages.values():
        guess_until_done(page)
        assert_no_error(page)


FULL = [
    "var kept = new java.util.ArrayList<byte[]>(); while (true) kept.add(new byte[1 << 24]);",
    "kept = null; for (int i = 0; i < 40; i++) java.lang.foreign.Arena.global().allocate(1L << 26).fill((byte) 1);",
]


@pytest.mark.skipif(not REASON and bool(no_groups()), reason=f"{'' if REASON else no_groups()}: a user's memory was not filled")
def test_one_fills_their_memory_and_the_other_notices_nothing(pages, hub, users):
    full = notebook_with(users["bob"].home / "gradus/full.ipynb", *FULL)
    users["bob"].give(full)
    shut_down_kernels(pages["bob"])
    open_notebook(pages["bob"], hub, users["bob"], "full.ipynb")
    start_all(pages["ada"])
    run_cell(pages["bob"], 0, "all that this kernel may use")
    text = pages["bob"].locator(".jp-OutputArea-output").first.inner_text()
    assert int(re.search(r"(\d+) MB", text).group(1)) < 1024, text
    pages["bob"].locator(".jp-Notebook .jp-Cell .jp-InputArea-editor").nth(1).click()
    pages["bob"].keyboard.press("Shift+Enter")
    pages["bob"].locator(".jp-Dialog", has_text="died").wait_for()
    guess_until_done(pages["ada"])
    assert_no_error(pages["ada"])
    assert pages["ada"].locator(".jp-Dialog").count() == 0


def in_terminal(page, hub, user, command, done):
    """Types a command into a terminal of JupyterLab and waits until a file or folder is there."""
    page.goto(f"{hub}user/{user.name}/lab?reset")
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu-item", has_text=re.compile("^New$")).hover()
    page.locator(".lm-Menu-item", has_text=re.compile("^Terminal")).click()
    page.locator(".jp-Terminal .xterm-screen").first.click()
    page.wait_for_timeout(1000)
    page.keyboard.type(command + "\n")
    for _ in range(600):
        found = done()
        if found:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(page.locator(".jp-Terminal").first.inner_text())


def test_an_assignment_goes_out_comes_in_is_graded_and_comes_back(pages, hub, users, kit, exchange, place):
    inbound, submitted = place / "exchange/gradus/inbound", place / "submitted"
    tool = kit / "src/kit/hub/exchange.py"
    for name, user in users.items():
        work = user.home / "gradus/a1"
        in_terminal(pages[name], hub, user, f"{tool} fetch a1", lambda work=work: (work / "svm.ipynb").exists() and len(list(work.iterdir())) == 4)
        if name == "ada":
            solved = KIT / "notebooks/assignments/source/a1/svm.ipynb"
            (work / "svm.ipynb").write_bytes(solved.read_bytes())
        in_terminal(pages[name], hub, user, f"{tool} submit a1", lambda user=user: [p for p in inbound.iterdir() if p.name.startswith(user.name)])
    assert "2 students" in exchange("collect", "a1", submitted)
    done = subprocess.run([KIT / "gradus", "grade", "a1", submitted], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    with (place / "submitted-graded/class.csv").open() as table:
        rows = {row["student"]: row for row in csv.DictReader(table)}
    points = {name: float(rows[user.name]["points"]) for name, user in users.items()}
    assert points["ada"] > 0 and points["bob"] == 0, rows
    assert "2 pages" in exchange("return", "a1", submitted)
    for user in users.values():
        said, code = user.run(tool, "feedback", "a1", GRADUS_EXCHANGE=str(place / "exchange"))
        assert code == 0 and user.name in (user.home / "a1/feedback.html").read_text(), said


SEARCH = """
import os, sys, zipfile
words = [word.encode() for word in sys.argv[1].split("\\n")]
for folder in sys.argv[2:]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "site-packages"]  # of Python, nothing of the kit
        for name in names:
            path = os.path.join(at, name)
            try:
                if not os.path.isfile(path) or os.path.islink(path):
                    continue
                contents = [(path, open(path, "rb").read())]
                if zipfile.is_zipfile(path):
                    archive = zipfile.ZipFile(path)
                    contents += [(path + "!" + entry, archive.read(entry)) for entry in archive.namelist()]
            except OSError:
                continue
            for where, content in contents:
                for word in words:
                    if word in content:
                        print(where, word.decode())
"""


def secrets_of(folder):
    """Lines that stand in solutions or hidden tests of the assignments and nowhere in what the kit shows to all."""
    shown = [path.read_text() for path in (KIT / "src").rglob("main/**/*.java")]
    for place in ("notebooks/assignments/release", "notebooks/lessons"):
        notebooks = (nbformat.read(path, as_version=4) for path in (KIT / place).rglob("*.ipynb"))
        shown += [cell.source for notebook in notebooks for cell in notebook.cells]
    lines = set()
    for path in folder.rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for region in re.findall(r"BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)// END", cell.source, re.DOTALL):
                lines.add(max((line.strip() for line in region.splitlines()), key=len, default=""))
    for path in folder.rglob("*.yaml"):
        lines |= {line.strip() for line in path.read_text().splitlines() if line.strip().startswith(("hidden:", "- {find:"))}
    everything = "\n".join(shown)
    return {line for line in lines if len(line) > 40 and line not in everything}


def test_no_student_can_read_a_solution_or_a_hidden_test(kit, users, exchange, place):
    secrets = secrets_of(KIT / "notebooks/assignments/source")
    assert len(secrets) > 50
    bait = users["bob"].home / "bait"
    bait.write_text(sorted(secrets)[0])
    users["bob"].give(bait)
    bait.chmod(0o644)

    def search(*places):
        """What bob finds; one argument of a command has room for 128 KB."""
        lines = sorted(secrets)
        parts = sum(map(len, lines)) // 50_000 + 1
        found = [users["bob"].run(SYSTEM_PYTHON, "-c", SEARCH, "\n".join(lines[part::parts]), *places) for part in range(parts)]
        return "".join(said for said, _ in found), max(code for _, code in found)

    said, _ = search(users["bob"].home)
    assert str(bait) in said  # the search finds what is there
    bait.unlink()
    said, code = search(place, *(user.home for user in users.values()))
    assert code == 0 and said.splitlines() == []


def test_only_what_is_ones_own_is_collected(kit, users, exchange, place):
    tool, variables = kit / "src/kit/hub/exchange.py", {"GRADUS_EXCHANGE": str(place / "exchange")}
    bob, inbound = users["bob"], place / "exchange/gradus/inbound"
    assert bob.run("ls", inbound)[1] != 0
    forged = inbound / f"{users['ada'].name}+a1+2099-01-01 00:00:00.000000 UTC+x"
    assert bob.run("mkdir", forged)[1] == 0
    (bob.home / "b1/a1").mkdir(parents=True)
    (bob.home / "b1/a1/knn.ipynb").write_text("{}")
    (bob.home / "b1/a1/svm.ipynb").symlink_to("/etc/shadow")
    bob.give(bob.home / "b1")
    said, code = bob.run("sh", "-c", f"cd b1 && {tool} submit a1 && {tool} submit ../a1", **variables)
    assert code != 0 and "Handed in" in said and "MISSING: softmax.ipynb, svm.ipynb, two-layer-net.ipynb" in said and "../a1" in said
    said = exchange("collect", "a1", place / "collected")
    assert f"not {users['ada'].name}'s own folder" in said
    assert sorted(path.name for path in (place / "collected" / bob.name / "a1").iterdir() if path.suffix == ".ipynb") == ["knn.ipynb"]
    assert "holds solutions" in subprocess.run([tool, "publish", KIT / "notebooks/assignments/source/a1"], capture_output=True, text=True).stderr


def test_a_kit_that_a_user_may_only_read_serves_them(kit, users):
    bob = users["bob"]
    os.utime(kit / "src/kit/main/python/execute.py")  # newer than the library, which is not bob's to build
    said, _ = bob.run(kit / "gradus", "doctor")
    assert f"Jupyter    {kit}/.venv/bin/python" in said and f"kernel     {kit}/.venv/share/jupyter/kernels/java" in said
    source = notebook_with(bob.home / "sum.ipynb", "%jars ../../lib/?*.jar\ngradus.datasets.DataSets.objects().training().count()")
    bob.give(source)
    said, code = bob.run(kit / "gradus", "run", source)
    assert code == 0 and (bob.home / "gradus/target/notebooks/sum.ipynb").exists(), said
    os.utime(kit / "lib/gradus-kit.jar")  # as after another build, before the kernel is installed again
    said, code = bob.run(kit / "gradus", "run", source)
    assert code == 0 and "is older than the library" in said


def test_without_a_usable_python_a_shared_kit_keeps_ones_own(kit, users):
    """The shared one may be the administrator's, in a home that nobody else can enter: it is neither used nor wiped."""
    python = kit / ".venv/bin/python"
    target = python.readlink()
    python.unlink()
    python.symlink_to("/root/nothing/python3")
    try:
        said, _ = users["bob"].run(kit / "gradus", "run", kit / "notebooks/lessons/00-welcome.ipynb", PIP_NO_INDEX="1", PIP_CONFIG_FILE="/dev/null")
        assert f"Preparing JupyterLab in {users['bob'].home}/gradus/.venv" in said
        assert python.is_symlink()
    finally:
        python.unlink()
        python.symlink_to(target)


def test_control_groups_of_version_2_have_their_limits(tmp_path):
    """On a tree of plain files: which of the system's files are written is all that can be seen without version 2."""
    own = next(line.split(":", 2)[2] for line in Path("/proc/self/cgroup").read_text().splitlines() if line.startswith("0:"))
    above = tmp_path / own.strip("/")
    above.mkdir(parents=True, exist_ok=True)
    (above / "cgroup.controllers").write_text("cpu memory pids\n")
    (above / "cgroup.procs").write_text(f"{os.getpid()}\n")
    group = ControlGroup.of("gradus-1000", memory=1 << 30, processors=2, processes=512, mounted=tmp_path)
    group.enter()
    written = {file.relative_to(above).as_posix(): file.read_text() for file in above.rglob("*") if file.is_file()}
    assert written["gradus-1000/memory.max"] == str(1 << 30)
    assert written["gradus-1000/cpu.max"] == "200000 100000"
    assert written["gradus-1000/pids.max"] == "512"
    assert written["cgroup.subtree_control"] == "+memory +cpu +pids"
    assert written["hub/cgroup.procs"] == written["gradus-1000/cgroup.procs"] == str(os.getpid())
    (above / "cgroup.controllers").write_text("cpu\n")
    with pytest.raises(Unavailable, match="Delegate=yes"):
        ControlGroup.of("gradus-1000", mounted=tmp_path)
