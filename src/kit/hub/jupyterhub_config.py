"""JupyterHub for a class on one Linux server. README.md says how to set it up; what is here can be changed after loading it."""

import sys
from pathlib import Path

HUB = Path(__file__).resolve().parent
KIT = HUB.parents[2]
sys.path.insert(0, str(HUB))

c = get_config()  # noqa: F821
c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # a web server in front of it brings TLS
c.JupyterHub.spawner_class = "limited_spawner.LimitedSpawner"
c.JupyterHub.concurrent_spawn_limit = 10  # as many start at a time when a lecture begins
c.PAMAuthenticator.open_sessions = False  # the limits below are the hub's, not those of a login session
c.LocalAuthenticator.allowed_groups = {"gradus"}  # members of this group may log in

# What each user may take. JupyterLab and one kernel fit into one gigabyte.
c.Spawner.mem_limit = "1G"
c.Spawner.cpu_limit = 2
c.LimitedSpawner.process_limit = 512

c.Spawner.cmd = [str(HUB / "start")]
c.Spawner.notebook_dir = "~/gradus"
c.Spawner.default_url = "/lab/tree/notebooks/lessons/00-welcome.ipynb"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.Spawner.environment = {
    "GRADUS_HOME": str(KIT),
    "GRADUS_EXCHANGE": "/srv/gradus/exchange",
    "GRADUS_COURSE": "gradus",
    "JUPYTER_PREFER_ENV_PATH": "1",  # the kit's kernel before one that a user installed
}

DATA = Path("/srv/gradus/data")  # the published data sets, if they are there; else the kit's drawn ones are used
if DATA.is_dir():
    c.Spawner.environment["GRADUS_DATA"] = str(DATA)

# Idle kernels end after an hour, and a server that nobody uses half an hour later; its user logs in again and it starts anew.
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=60",
    "--MappingKernelManager.cull_connected=True",
    "--ServerApp.shutdown_no_activity_timeout=1800",
    "--ServerApp.terminals_enabled=True",
    "--TerminalManager.cull_inactive_timeout=3600",
]
c.Spawner.poll_interval = 30
