"""A master and workers of Spark on this machine, for tests and measurements."""

import os
import signal
import socket
import subprocess
from pathlib import Path

KIT = Path(__file__).resolve().parents[3]
SPARK = KIT / ".peers/spark"
FLAGS = ["--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED",
         "--add-opens=java.base/java.util=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"]  # fmt: skip


class Cluster:
    """Spark's own master and workers of one processor each on this machine."""

    def __init__(self, folder, workers=2):
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
            for i in range(workers)
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
