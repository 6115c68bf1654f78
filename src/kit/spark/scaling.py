"""Measures the tasks of a search on one worker and on two, and simulates clusters from the measured times.

    .venv/bin/python src/kit/spark/scaling.py [--tasks 120] [--data DIR]

Prints what it has measured and two tables. The simulation is a list schedule: the driver starts a task wherever a core is
free, the longest first; it has no random numbers.
"""

import argparse
import csv
import heapq
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cluster import FLAGS, KIT, SPARK, Cluster

ENDED = re.compile(r"\[(\d+)/(\d+)\] (\S+), seed 1(?: in ([\d.]+) s; .*|:.*)")
CORES = 4  # of an executor
NETWORK = 125e6  # bytes a second that leave one machine: 1 Gbit/s


def search(tasks, data, folder, *options):
    """The coarse runs of a search as (seconds since the command, name, duration or 0 where none is printed); then it is ended."""
    words = ["report", "search", "--coarse", str(tasks), "--results", folder / "records", "--table", folder / "table.csv", *data, *options]
    start = time.monotonic()
    driver = subprocess.Popen([KIT / "gradus", *map(str, words)], stdout=subprocess.PIPE, text=True)
    ended = []
    for line in driver.stdout:
        match = ENDED.match(line)
        if match:
            ended.append((time.monotonic() - start, match[3], float(match[4] or 0)))
        if len(ended) == tasks:
            break
    driver.terminate()
    driver.communicate()
    if len(ended) < tasks:
        sys.exit(f"the search ended after {len(ended)} of {tasks} runs")
    return ended


def rate(ended, skip):
    """Tasks a minute once executors are warm."""
    return 60 * (len(ended) - skip) / (ended[-1][0] - ended[skip - 1][0])


def training_seconds():
    """Of each run in the kit's table, by stage."""
    with (KIT / "notebooks/reports/results/r3-search.csv").open(encoding="utf-8") as lines:
        next(lines)
        rows = list(csv.DictReader(lines))
    name = "r3-point_{learning rate}_{hidden units}_{weight decay}_{gamma}".format
    return {stage: {name(**row): float(row["seconds of training"]) for row in rows if row["stage"] == stage} for stage in ("coarse", "fine")}


def empty_task():
    """Seconds of the driver for a task that does nothing."""
    jars = f"{SPARK}/gradus-spark.jar{os.pathsep}{SPARK}/jars/*"
    command = [os.path.join(os.environ["JAVA_HOME"], "bin/java"), *FLAGS, "-cp", jars, "-Dspark.master=local[2]", "-Dspark.app.name=empty"]
    command += [f"-Dlog4j2.configurationFile={(KIT / 'src/kit/spark/log4j2.properties').as_uri()}", "gradus.spark.EmptyTasks", "2000"]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / 1e3


def simulate(stages, cores, costs, without=()):
    """Seconds until the last stage ends, and the share of cores that worked; some costs may be left out."""
    costs = costs | {name: 0.0 for name in without}
    executors = -(-cores // CORES)
    ready = [costs["start"] + (executor + 1) * costs["copy"] for executor in range(executors)]
    free = [(ready[core // CORES], core) for core in range(cores)]
    cold = set(range(cores))
    heapq.heapify(free)
    now = busy = 0.0
    for tasks in stages:
        driver = end = now
        free = [(max(at, now), core) for at, core in free]
        heapq.heapify(free)
        for seconds in sorted(tasks, reverse=True):
            at, core = heapq.heappop(free)
            driver = max(driver, at) + costs["dispatch"]
            duration = seconds + (costs["cold"] if core in cold else 0)
            cold.discard(core)
            busy += duration
            heapq.heappush(free, (driver + duration, core))
            end = max(end, driver + duration)
        now = end
    return now, busy / (now * cores)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tasks", type=int, default=120)
    options.add_argument("--data", type=Path)
    asked = options.parse_args()
    data = ["--data", asked.data.resolve()] if asked.data else []
    skip = asked.tasks // 4
    measured = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured[0] = search(asked.tasks, data, folder / "plain", "--concurrency", "2")
        for workers in (1, 2):
            (folder / f"{workers}").mkdir()
            cluster = Cluster(folder / f"{workers}", workers)
            try:
                on = ["--on", "spark", "--master", cluster.address, "--concurrency", "1", "--spark-conf", "spark.executor.memory=1g"]
                measured[workers] = search(asked.tasks, data, folder / f"{workers}", *on)
            finally:
                cluster.close()
    print("| | tasks a minute | until the first has ended | a task, median |\n|---|---|---|---|")
    for workers, ended in measured.items():
        durations = [duration for _, _, duration in ended[skip:]]
        median = f"{statistics.median(durations):.2f} s" if workers else ""
        print(f"| {f'{workers} worker' + 's' * (workers > 1) if workers else 'without Spark, two at a time'} | {rate(ended, skip):.0f} | {ended[0][0]:.1f} s | {median} |")
    overhead = 2 * (60 / rate(measured[2], skip) - 60 / rate(measured[0], skip))
    print(f"\nOverhead of a task, on two workers against two at a time without Spark: {overhead:.3f} s")

    training = training_seconds()
    one = measured[1]
    known = [(training["coarse"][name], duration) for _, name, duration in one[skip:]]
    fixed, slope = statistics.linear_regression(*zip(*known))[::-1]
    jars = sum(file.stat().st_size for file in [*(KIT / "lib").glob("*.jar"), SPARK / "gradus-spark.jar"])
    mnist = sum(file.stat().st_size for file in asked.data.glob("mnist/*")) if asked.data else 11_594_722
    costs = {
        "start": one[0][0] - one[0][2],
        "cold": sum(duration - fixed - slope * training["coarse"][name] for _, name, duration in one[:skip]),
        "copy": (jars + mnist) / NETWORK,
        "dispatch": empty_task(),
    }
    stages = [[max(0.0, fixed + slope * seconds) for seconds in training[stage].values()] for stage in ("coarse", "fine")]
    every = [seconds for stage in stages for seconds in stage]
    print(f"\nSimulated: {len(every)} tasks of {min(every):.2f} to {max(every):.2f} s, {sum(every):.0f} s in all; executors of {CORES} cores start"
          f" after {costs['start']:.1f} s, one after the other {costs['copy']:.2f} s apart ({(jars + mnist) / 1e6:.0f} MB at 1 Gbit/s from one"
          f" machine); a core's first task takes {costs['cold']:.1f} s more; the driver starts a task every {costs['dispatch'] * 1e3:.1f} ms.\n")  # fmt: skip
    print("| cores | takes | cores at work | without copies | without the driver's limit | without start and warming | longest task of each stage, together |\n|---|---|---|---|---|---|---|")
    for cores in (1, 2, 8, 64, 512):
        whole, used = simulate(stages, cores, costs)
        less = [simulate(stages, cores, costs, names)[0] for names in (["copy"], ["dispatch"], ["start", "cold"])]
        longest = sum(max(stage) for stage in stages)
        print(f"| {cores} | {whole:.0f} s | {100 * used:.0f} % | {' | '.join(f'{seconds:.0f} s' for seconds in less)} | {longest:.1f} s |")


if __name__ == "__main__":
    main()
