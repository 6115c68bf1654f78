"""Drives Java kernels through the same cells and prints a table of what each of them does.

Run it with the Python of a Jupyter in which they are registered, and name them:
.venv/bin/python src/kernel/test/python/compare_kernels.py java java-debugger jjava rapaio-jupyter-kernel
"""

import statistics
import sys
import time

from jupyter_client.kernelspec import KernelSpecManager
from kernel_client import Notebook

STARTS = 5
CELLS = 100


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def first_result(kernel):
    notebook = Notebook(kernel)
    notebook.run("20 + 22")
    return notebook


def seconds_to_first_result(kernel):
    taken = []
    for _ in range(STARTS):
        seconds, notebook = timed(lambda: first_result(kernel))
        taken.append(seconds)
        notebook.close()
    return f"{statistics.median(taken):.2f} s"


def milliseconds_of_a_cell(notebook):
    for i in range(30):
        notebook.run(f"int warm{i} = {i};")
    taken = [timed(lambda i=i: notebook.run(f"int number{i} = {i};"))[0] for i in range(CELLS)]
    return f"{1000 * statistics.median(taken):.0f} ms"


def keeps_variables_after_an_import(notebook):
    notebook.run("var kept = new int[] {7};")
    notebook.run("import java.time.Duration;")
    return notebook.run("kept[0]").value == "7"


def keeps_variables_after_a_method_is_defined_again(notebook):
    notebook.run("int twice(int x) { return 2 * x; }\nint six = twice(3);")
    notebook.run("int twice(int x) { return x + x; }")
    return notebook.run("six").value == "6"


def gives_objects_the_new_code_of_their_class(notebook):
    notebook.run("class Greeter { String greet() { return \"old\"; } }\nvar greeter = new Greeter();")
    notebook.run("class Greeter { String greet() { return \"new\"; } }")
    return notebook.run("greeter.greet()").value == "new"


def stops_a_loop_and_keeps_variables(notebook):
    notebook.run("int alive = 5;")
    timer = notebook.interrupt_after(1)
    ended = notebook.run("while (true) { }", timeout=15).status == "error"
    timer.join()
    return ended and notebook.run("alive").value == "5"


def prints_all_lines_in_order(notebook):
    lines = notebook.run('for (int i = 0; i < 20000; i++) System.out.println(i);', timeout=60).stream().split()
    return lines == [str(i) for i in range(20000)]


def names_the_line_of_an_error(notebook):
    error = notebook.run("int fine = 1;\nint bad = fine / 0;").error
    return "line 2" in error


def survives_a_full_heap(notebook):
    notebook.run("int before = 3; var filling = new java.util.ArrayList<long[]>();")
    notebook.run("while (true) filling.add(new long[1 << 20]);", timeout=120)
    notebook.run("filling = null;")
    return notebook.run("before").value == "3"


def completes_with_types(notebook):
    code = "String s = \"\"; s.subs"
    reply = notebook.ask(notebook.client.complete(code, len(code)))
    return bool(reply["matches"]) and "_jupyter_types_experimental" in reply["metadata"]


def shows_the_javadoc_of_the_jdk(notebook):
    reply = notebook.ask(notebook.client.inspect("Math.hypot", 10))
    return reply["found"] and "intermediate overflow" in reply["data"]["text/plain"]


def says_whether_code_is_complete(notebook):
    reply = notebook.ask(notebook.client.is_complete("for (int i = 0; i < 3; i++) {"))
    return reply["status"] == "incomplete" and reply.get("indent", "") != ""


def reads_input(notebook):
    return notebook.run("new java.util.Scanner(System.in).nextLine()", answer="Ada").value == "Ada"


def has_a_debugger(notebook):
    return bool(notebook.ask(notebook.client.kernel_info()).get("debugger"))


def has_subshells(notebook):
    return "kernel subshells" in notebook.ask(notebook.client.kernel_info()).get("supported_features", [])


PROBES = [
    keeps_variables_after_an_import, keeps_variables_after_a_method_is_defined_again,
    gives_objects_the_new_code_of_their_class, stops_a_loop_and_keeps_variables, prints_all_lines_in_order,
    names_the_line_of_an_error, completes_with_types, shows_the_javadoc_of_the_jdk, says_whether_code_is_complete,
    reads_input, has_a_debugger, has_subshells, survives_a_full_heap,
]  # fmt: skip


def answer(kernel, probe):
    """What a new kernel does; one that dies, or never answers, does not do it."""
    notebook = first_result(kernel)
    try:
        return "yes" if probe(notebook) else "no"
    except Exception as error:  # noqa: BLE001 — whatever goes wrong is the kernel's answer
        return f"no ({type(error).__name__})"
    finally:
        notebook.close()


def main(kernels):
    unknown = [kernel for kernel in kernels if kernel not in KernelSpecManager().find_kernel_specs()]
    if unknown or not kernels:
        sys.exit(f"name kernels that are registered: {', '.join(KernelSpecManager().find_kernel_specs())}; there is no {unknown}")
    print("| " + " | ".join(["", *kernels]) + " |")
    print("|---" * (1 + len(kernels)) + "|")
    rows = [("from start to first result", seconds_to_first_result)]
    rows.append(("a warm cell", lambda kernel: milliseconds_of_a_cell(first_result(kernel))))
    rows += [(probe.__name__.replace("_", " "), lambda kernel, probe=probe: answer(kernel, probe)) for probe in PROBES]
    for name, row in rows:
        print("| " + " | ".join([name, *(row(kernel) for kernel in kernels)]) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
