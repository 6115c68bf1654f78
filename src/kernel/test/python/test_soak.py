"""A notebook of many cells, run again and again while its user presses stop and restarts at random.

The default suite runs a short notebook once. GRADUS_SOAK=1 runs the full one: 200 cells, ten times; it takes some
minutes, and `pytest -s` prints what it counted.
"""

import os
import random
from collections import Counter

import pytest

FULL = bool(os.environ.get("GRADUS_SOAK"))
CELLS, ROUNDS = (200, 10) if FULL else (40, 1)
INTERRUPTED = "Interrupted"
# Megabytes that the kernel holds back for a cell that fills the heap.
RESERVE = 96

IMPORTS = ["java.util.function.*", "java.util.stream.*", "java.time.*", "java.text.*", "org.ejml.simple.*"]
BEAN = "java.lang.management.ManagementFactory."


class User:
    """Types cells, presses stop, restarts; knows what every variable must hold."""

    def __init__(self, notebook, seed):
        self.notebook = notebook
        self.random = random.Random(seed)
        self.variables = {}
        self.counts = Counter()

    def run(self, code):
        """Runs a cell; one in eight is stopped at any moment, and then run again."""
        self.counts["cells"] += 1
        stop = self.random.random() < 0.12
        timer = self.notebook.interrupt_after(self.random.uniform(0, 0.08)) if stop else None
        cell = self.notebook.run(code)
        if timer:
            timer.join()
            self.counts["stops"] += 1
        if cell.reply.get("ename") == INTERRUPTED:
            assert stop, "interrupted although stop was not pressed"
            self.counts["stopped"] += 1
            cell = self.notebook.run(code)
        return cell

    def set(self, code, **values):
        cell = self.run(code)
        assert cell.status == "ok", cell.reply
        self.variables |= {name: str(value) for name, value in values.items()}

    def look(self):
        """Compares all variables with what they must hold."""
        names = list(self.variables)
        if names:
            shown = self.notebook.run(f'String.join("|", List.of({", ".join(f"{n}.toString()" for n in names)}))')
            assert shown.value == "|".join(self.variables.values())

    def restart(self):
        self.notebook.restart()
        self.variables.clear()
        self.counts["restarts"] += 1

    def number(self, i):
        value = self.random.randrange(1000)
        self.set(f"Integer number{i} = {value};", **{f"number{i}": value})

    def words(self, i):
        self.set(f'List<String> words{i} = new ArrayList<>(List.of("a", "b"));', **{f"words{i}": "[a, b]"})

    def array(self, i):
        """A block that replaces the one before it, whose memory must be released."""
        assert self.run("double[] block = new double[1_000_000];\nblock.length").value == "1000000"

    def imports(self, i):
        self.set(f"import {self.random.choice(IMPORTS)};")

    def method(self, i):
        value = self.random.randrange(1000)
        self.set(f"Integer step(int x) {{ return x + {value}; }}")
        self.set(f"Integer stepped{i} = step(1);", **{f"stepped{i}": value + 1})

    def rerun_class(self, i):
        value = self.random.randrange(1000)
        self.set(f"class Walker {{ int n = 3; int next() {{ return n * {value}; }} }}")
        if "walker" not in self.variables:
            self.set('Walker walker = new Walker() { public String toString() { return "walking"; } };', walker="walking")
        assert self.run("walker.next()").value == str(3 * value)

    def lines(self, i):
        cell = self.notebook.run(f'for (int k = 0; k < 2000; k++) System.out.println("{i}:" + k);')
        assert cell.stream() == "".join(f"{i}:{k}\n" for k in range(2000))
        self.counts["lines"] += 2000

    def exception(self, i):
        assert self.run("List.of().get(0)").reply["ename"] == "ArrayIndexOutOfBoundsException"

    def mistake(self, i):
        assert self.run('int wrong = "text";').reply["ename"] == "CompilationError"

    def matrix(self, i):
        cell = self.run("org.ejml.simple.SimpleMatrix.identity(20).mult(org.ejml.simple.SimpleMatrix.identity(20)).trace()")
        assert cell.value == "20.0", cell.reply

    def endless(self, i):
        self.notebook.run("long turns = 0;")
        timer = self.notebook.interrupt_after(self.random.uniform(0.05, 0.3))
        assert self.notebook.run("while (true) { turns++; }").reply["ename"] == INTERRUPTED
        timer.join()
        self.counts["endless loops"] += 1

    CELLS = [number, number, words, array, imports, method, rerun_class, lines, exception, mistake, matrix, endless]

    def work(self, cells, restart_at):
        kinds = []
        for i in range(cells):
            if i == restart_at:
                self.restart()
            kinds = kinds or self.random.sample(self.CELLS, len(self.CELLS))
            kinds.pop()(self, i)
            if i % 10 == 9:
                self.look()

    def state_of_the_kernel(self):
        """Threads of cells that still run, threads in all, and the megabytes in use."""
        code = f"""System.gc();
String.join(" ",
    "" + Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("cell")).count(),
    "" + {BEAN}getThreadMXBean().getThreadCount(),
    "" + {BEAN}getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1 << 20),
    "" + {BEAN}getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / (1 << 20))"""
        return [int(number) for number in self.notebook.run(code).value.split()]


@pytest.mark.timeout(3000 if FULL else 180)
def test_a_long_notebook_with_stops_and_restarts_loses_nothing(fresh_notebook):
    user = User(fresh_notebook, seed=3)
    states = []
    for round_number in range(ROUNDS):
        restarts = round_number > 3 or not FULL
        user.work(CELLS, restart_at=user.random.randrange(CELLS) if restarts else -1)
        states.append(user.state_of_the_kernel())
        if FULL:
            print(f"\nround {round_number}: {dict(user.counts)}, cell threads, threads, heap, other MB: {states[-1]}")
    assert all(state[0] == 1 for state in states), "a cell's thread is left over"
    assert all(state[1] <= states[0][1] + 3 for state in states), "the number of threads grows"
    assert all(state[2] < 150 + RESERVE for state in states), f"the heap grows: {states}"
    assert user.counts["stops"] and user.counts["endless loops"] and user.counts["lines"]
