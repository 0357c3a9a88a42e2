"""A Milvus server for one run of `RapportBench engines`: that of the tests, Tests/TestSupport/milvus_server.py.

Each line of standard input is one of
  {"operation": "start", "folder"}     -> {"url"}
  {"operation": "seal", "collection"}  -> {"bytes"}: once all records are in sealed segments whose graphs are built and
                                          loaded, what the server holds in memory more than before
and is answered with that or with {"error"}. The server ends with standard input.
"""

import json
import pathlib
import socket
import subprocess
import sys

SCRIPTS = pathlib.Path(__file__).resolve().parents[3] / "Tests/TestSupport"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def start(self, request):
        folder = pathlib.Path(request["folder"])
        folder.mkdir(parents=True)
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-B", SCRIPTS / "milvus_server.py", folder / "data", str(self.port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        if "listening on" not in self.process.stdout.readline():
            raise RuntimeError(f"Milvus did not start; its log is {folder}/data/log")
        self.resident_before = self.resident()
        return {"url": f"milvus://127.0.0.1:{self.port}"}

    def seal(self, request):
        subprocess.run(
            [sys.executable, "-B", SCRIPTS / "milvus_seal.py", str(self.port), request["collection"], "1800"],
            check=True, stdout=sys.stderr)
        return {"bytes": self.resident() - self.resident_before}

    def resident(self):
        """What the server's process has in memory; the script's own is not the server's."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = "".join(pathlib.Path(f"/proc/{child}/status").read_text() for child in children)
        return sum(1024 * int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def main():
    server = Server()
    for line in sys.stdin:
        try:
            request = json.loads(line)
            answer = {"start": server.start, "seal": server.seal}[request["operation"]](request)
        except Exception as error:  # noqa: BLE001 - the benchmark shows it and stops
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    # Milvus ends with the process that started it.
    if process := getattr(server, "process", None):
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
