"""A Milvus server of a test's own: PyPI's `milvus`, which holds the standalone server.

    milvus_server.py DATA PORT [NAME=VALUE ...]

The server listens on all of a machine's addresses, whatever its configuration says. So it runs in a network
namespace of its own that has nothing but a loopback, and this process passes on what comes to 127.0.0.1:PORT: its
listening socket was made before it entered the namespace, and stays outside. No veth pair and no address are needed,
so this works wherever a namespace may be made. The server's folder under /run is its own too: there it holds a lock
that admits one server to a machine. NAME=VALUE sets
the server's configuration (common.security.tlsMode=1). Writes "listening on PORT" once the server is healthy, and ends
when the server ends or whoever started it.
"""

import ctypes
import fcntl
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request

import milvus

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
MS_PRIVATE_AND_BELOW = 0x44000
PR_SET_PDEATHSIG = 1
SIOCSIFFLAGS = 0x8914
IFF_UP_RUNNING = 0x41
METRICS_PORT = 9091

libc = ctypes.CDLL(None, use_errno=True)


def enter_namespace():
    """Leaves the machine's network for one in which there is a loopback and nobody else, and the machine's /run."""
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWNET | CLONE_NEWNS) != 0:
        # Who is not root may, where users may be root of a namespace of their own.
        if libc.unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUSER) != 0:
            reason = os.strerror(ctypes.get_errno())
            sys.exit(f"a network namespace is not permitted here ({reason}), and outside of one Milvus would be open "
                     "to the whole network: run the tests as root, or where user namespaces are allowed")
        pathlib.Path("/proc/self/setgroups").write_text("deny")
        pathlib.Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        pathlib.Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    if libc.mount(b"none", b"/", None, MS_PRIVATE_AND_BELOW, None) or libc.mount(b"tmpfs", b"/run", b"tmpfs", 0, None):
        sys.exit(f"a private /run is not permitted here: {os.strerror(ctypes.get_errno())}")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP_RUNNING) + bytes(22))


def unpacked():
    """The folder of the server's files, which one process at a time unpacks: 246 MB, in the environment's folder."""
    folder = pathlib.Path(sys.prefix, "milvus-server")
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        milvus._initialize_data_files(folder)
    return folder / "bin"


def start(data, settings):
    programs = unpacked()
    config = milvus.MilvusServerConfig(data_dir=data)
    for name, value in settings.items():
        config.set(name, value)
    config.resolve()
    environment = dict(
        os.environ, DEPLOY_MODE="STANDALONE", METRICS_PORT=str(METRICS_PORT), MILVUS_RUN_DIR=f"{data}/run",
        LD_LIBRARY_PATH=str(programs))
    with open(f"{data}/log", "w") as log:
        server = subprocess.Popen(
            [programs / "milvus", "run", "standalone"], cwd=data, env=environment, stdout=log, stderr=log,
            # It ignores SIGTERM for long, and must not outlive this process however that ends.
            preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
    return server, config.get("proxy_port")


def wait_until_healthy(server):
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{METRICS_PORT}/healthz", timeout=5) as answer:
                if b"OK" in answer.read():
                    return
        except OSError:
            pass
        time.sleep(0.05)
    sys.exit(f"the server ended with {server.returncode}")


def pass_on(source, target):
    try:
        while data := source.recv(1 << 16):
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(listener, port):
    while True:
        outer, _ = listener.accept()
        try:
            inner = socket.create_connection(("127.0.0.1", port))
        except OSError:
            outer.close()
            continue
        for end, other in ((outer, inner), (inner, outer)):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=pass_on, args=(end, other), daemon=True).start()


def end_with(parent, server):
    """Kills the server when the process is gone that wanted it."""
    while os.getppid() == parent:
        time.sleep(0.5)
    server.kill()


def main():
    data, port, *settings = sys.argv[1:]
    parent = os.getppid()
    listener = socket.create_server(("127.0.0.1", int(port)))
    enter_namespace()
    server, inner = start(data, dict(setting.split("=", 1) for setting in settings))
    threading.Thread(target=end_with, args=(parent, server), daemon=True).start()
    wait_until_healthy(server)
    threading.Thread(target=serve, args=(listener, inner), daemon=True).start()
    print(f"listening on {listener.getsockname()[1]}", flush=True)
    sys.exit(server.wait())


main()
