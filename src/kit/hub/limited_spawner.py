"""A spawner that keeps each user's processes within the hub's limits of memory, processors and processes."""

import pwd
import resource

from control_groups import ControlGroup, Unavailable
from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Integer


class LimitedSpawner(LocalProcessSpawner):
    """Puts a user's server, and all that it starts, into a control group with mem_limit, cpu_limit and process_limit.

    Where none can be made, the number of processes is limited all the same, and the heap of each kernel; the hub's log says so.
    """

    process_limit = Integer(512, help="The number of processes and threads that a user may have.").tag(config=True)

    def make_preexec_fn(self, name):
        become_user, group, processes = super().make_preexec_fn(name), self.group(), self.process_limit

        def enter():
            if group:
                group.enter()
            else:
                resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))
            become_user()

        return enter

    def group(self):
        """The user's control group, or None."""
        user = pwd.getpwnam(self.user.name)
        try:
            return ControlGroup.of(f"gradus-{user.pw_uid}", self.mem_limit, self.cpu_limit, self.process_limit)
        except Unavailable as reason:
            self.log.warning("%s has no control group, so only the heaps of kernels are limited: %s", user.pw_name, reason)
            return None

    def get_env(self):
        environment = super().get_env()
        if self.cpu_limit:
            environment["GRADUS_THREADS"] = str(max(1, int(self.cpu_limit)))
        if self.mem_limit and not self.group():
            # the share that KernelSpec gives the heap of a container
            environment["JDK_JAVA_OPTIONS"] = f"-Xmx{self.mem_limit * 55 // 100 >> 20}m"
        return environment
