"""Experiments on Spark: the records are those of runs without it, also where a worker is killed."""

import json
import os
import subprocess
import sys

import pytest
from kernel_client import KIT

sys.path.insert(0, str(KIT / "src/kit/spark"))
from cluster import Cluster  # noqa: E402

pytestmark = [pytest.mark.timeout(600), pytest.mark.skipif(os.name == "nt", reason="these kill processes as POSIX does")]


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


def test_a_search_finds_the_same_with_and_without_spark(tmp_path):
    found = []
    for options in ([], ["--on", "spark", "--concurrency", "2"]):
        table = tmp_path / f"{len(found)}.csv"
        words = ["search", "--coarse", "3", "--fine", "1", "--seeds", "1", "--budget", "quick", "--results", tmp_path / str(len(found)), "--table", table]
        done = subprocess.run([KIT / "gradus", "report", *words, *options], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        assert done.returncode == 0 and done.stderr == "" and "[3/3]" in done.stdout and "[1/1]" in done.stdout, done
        found.append([line.rsplit(",", 1)[0] for line in table.read_text().splitlines()])  # the last column is the time
    assert found[0] == found[1] and len(found[0]) == 2 + 3 + 1 + 4


def test_an_unknown_experiment_or_master_is_named(tmp_path):
    for words, said in ((["E9.9", "--on", "spark"], "E9.9"), (["E3.1", "--on", "spark", "--master", "nowhere"], "nowhere"), (["E3.1", "--on", "moon"], "SPARK")):
        done = subprocess.run([KIT / "gradus", "report", "run", *words, "--results", tmp_path], capture_output=True, text=True, timeout=120)
        assert done.returncode != 0 and said in done.stderr and "\tat " not in done.stderr, done


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
