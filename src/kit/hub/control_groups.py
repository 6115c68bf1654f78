"""Limits of memory, processors and processes for all that a user runs, by Linux' control groups, version 2 or 1."""

import os
from pathlib import Path

MOUNTED = Path("/sys/fs/cgroup")
PERIOD = 100_000
"""Microseconds in which a group may use its share of the processors."""


class Unavailable(Exception):
    """Why this process may make no control group, in a sentence."""


class ControlGroup:
    """A group that processes enter and leave only by ending."""

    def __init__(self, folders, limits):
        """Makes the group's folders, which may exist, and writes its limits: a list of file, text pairs."""
        self.folders = folders
        try:
            for folder in folders:
                folder.mkdir(exist_ok=True)
            for file, text in limits:
                file.write_text(text)
        except OSError as error:
            raise Unavailable(f"{error.filename}: {error.strerror}") from None

    @staticmethod
    def of(name, memory=None, processors=None, processes=None, mounted=MOUNTED):
        """The group of a name, below that of this process. Memory is in bytes; what is None has no limit."""
        own = dict(line.split(":", 2)[1:] for line in Path("/proc/self/cgroup").read_text().splitlines())
        if (mounted / "memory").is_dir():
            return ControlGroup._version_1(name, memory, processors, processes, mounted, own)
        return ControlGroup._version_2(name, memory, processors, processes, mounted / own.get("", "/").strip("/"))

    @staticmethod
    def _version_1(name, memory, processors, processes, mounted, own):
        folders = {}
        for controller in ("memory", "cpu", "pids"):
            path = next((path for names, path in own.items() if controller in names.split(",")), "/")
            above = mounted / controller / path.strip("/")
            folders[controller] = (above if above.is_dir() else mounted / controller) / name
        return ControlGroup(list(folders.values()), [
            (folders["memory"] / "memory.limit_in_bytes", str(memory or -1)),
            (folders["cpu"] / "cpu.cfs_quota_us", str(int(processors * PERIOD) if processors else -1)),
            (folders["pids"] / "pids.max", str(processes or "max")),
        ])  # fmt: skip

    @staticmethod
    def _version_2(name, memory, processors, processes, above):
        """A group with groups below it may hold no process, so those in it move to a group beside the new one."""
        controllers = above / "cgroup.controllers"
        if above.name == "hub":
            above = above.parent
        elif not controllers.is_file() or "memory" not in controllers.read_text().split():
            raise Unavailable(f"{above} has no controller of memory; under systemd the service needs Delegate=yes")
        else:
            hub = ControlGroup([above / "hub"], [])
            for process in (above / "cgroup.procs").read_text().split():
                hub.enter(process)
        folder = above / name
        switch = (above / "cgroup.subtree_control", "+memory +cpu +pids")
        return ControlGroup([folder], [
            switch,
            (folder / "memory.max", str(memory or "max")),
            (folder / "cpu.max", f"{int(processors * PERIOD) if processors else 'max'} {PERIOD}"),
            (folder / "pids.max", str(processes or "max")),
        ])  # fmt: skip

    def enter(self, process=None):
        """Moves a process, this one unless named, and so all that it starts from now on, into the group."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(process or os.getpid()))

    def remove(self):
        """Removes the group, whose processes have ended."""
        for folder in self.folders:
            folder.rmdir()
