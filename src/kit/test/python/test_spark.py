"""Experiments on Spark: the records are those of runs without it, also where a worker is killed."""

import json
import os
import signal
import socket
import subprocess
import time

import pytest
from kernel_client import KIT

pytestmark = [pytest.mark.timeout(600), pytest.mark.skipif(os.name == "nt", reason="these kill processes as POSIX does")]

SPARK = KIT / ".peers/spark"
FLAGS = ["--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
         "--add-opens=java.base/java.util=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"]  # fmt: skip


def campaign(results, *options):
    return [KIT / "gradus", "report", "run", "E3.1", "--budget", "quick", "--seeds", "2", "--results", results, *options]


def run(results, *options):
    done = subprocess.run(campaign(results, *options), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=500)
    assert done.returncode == 0 and done.stderr.replace("\x1b[0m", "") == "", done  # Maven, which fetches Spark, resets colours
    return done.stdout


def records(folder):
    """What was learned, without where and how fast."""
    found = {}
    for file in folder.rglob("*.json"):
        found[file.name] = json.loads(file.read_text(), object_hook=lambda part: part | {"machine": "any", "seconds": "any"})
    assert not list(folder.rglob(".*")), "a file was left beside its place"
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    run(folder)
    assert len(records(folder)) == 4
    return records(folder)


def test_the_records_are_those_of_runs_without_spark_and_are_made_once(plain, tmp_path):
    said = run(tmp_path, "--on", "spark", "--concurrency", "2")
    assert "4 runs to make, 0 recorded already" in said and "[4/4]" in said and said.rstrip().endswith("0 s left")
    assert records(tmp_path) == plain
    (tmp_path / "quick/r3-sigmoid.2.json").rename(tmp_path / "quick/.r3-sigmoid.2.json.left-by-a-killed-executor")
    assert "1 runs to make, 3 recorded already" in run(tmp_path, "--on", "spark")
    assert records(tmp_path) == plain


def test_an_unknown_experiment_or_master_is_named(tmp_path):
    for words, said in ((["E9.9", "--on", "spark"], "E9.9"), (["E3.1", "--on", "spark", "--master", "nowhere"], "nowhere"), (["E3.1", "--on", "moon"], "SPARK")):
        done = subprocess.run([KIT / "gradus", "report", "run", *words, "--results", tmp_path], capture_output=True, text=True, timeout=120)
        assert done.returncode != 0 and said in done.stderr and "\tat " not in done.stderr, done


class Cluster:
    """Spark's own master and two workers of one processor each."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = os.environ | {"SPARK_HOME": str(SPARK), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": "127.0.0.1"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"spark://127.0.0.1:{port}"
        self.master = self.start("master", "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        self.workers = [
            self.start(f"worker{i}", "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "2g", "--webui-port", "0",
                       "--work-dir", str(folder / f"work{i}"), self.address)
            for i in range(2)
        ]  # fmt: skip

    def start(self, name, program, *words):
        command = [os.path.join(os.environ["JAVA_HOME"], "bin/java"), "-Xmx256m", *FLAGS, "-cp", f"{SPARK}/jars/*"]
        command += [f"-Dlog4j2.configurationFile={(KIT / 'src/kit/spark/log4j2.properties').as_uri()}", f"org.apache.spark.deploy.{program}", *words]
        log = (self.folder / f"{name}.log").open("w")
        return subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def kill(self, worker):
        """Without a chance to say so, and its executor with it."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def close(self):
        for process in [*self.workers, self.master]:
            if process.poll() is None:
                self.kill(process)


@pytest.fixture
def cluster(plain, tmp_path):
    run(tmp_path / "first", "--on", "spark")  # fetches Spark, if nothing has before
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


def test_a_worker_that_is_killed_loses_no_run(cluster, plain, tmp_path):
    results = tmp_path / "records"
    options = ["--on", "spark", "--master", cluster.address, "--concurrency", "1", "--spark-conf", "spark.executor.memory=1g"]
    driver = subprocess.Popen(campaign(results, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = []
    for line in driver.stdout:
        lines.append(line)
        if line.startswith("[1/4]"):
            cluster.kill(next(worker for i, worker in enumerate(cluster.workers) if list((tmp_path / f"work{i}").glob("app-*"))))
    assert driver.wait() == 0 and driver.stderr.read() == "", lines
    assert lines[-1].startswith("[4/4]") and records(results) == plain, lines
