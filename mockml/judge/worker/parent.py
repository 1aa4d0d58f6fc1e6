"""The warm parent: NumPy imported, never given a case. It forks a worker for each case and reaps it."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import struct
import sys
import time
from typing import Any

from . import confine, forbid, imports, kernel, probe
from .serve import serve

HEAD = struct.Struct(">I")
MAX_FDS = 2


def main(config: dict[str, Any]) -> None:
    """Prepares what every worker needs, says it is ready, and answers until the grader hangs up."""
    control = socket.socket(fileno=int(config["control"]))
    confine.become_subreaper()
    kernel.hide_memory()
    missing = preload(config["requires"])
    confinement = confine.prepare(imports.folders(), config["hidden"], config["without"])
    sys.meta_path.insert(0, imports.OnlyThese(config["requires"]))
    forbid.install(config["forbids"])
    send(control, {"ready": True, "missing": missing})
    children: set[int] = set()
    try:
        while (request := receive(control)) is not None:
            message, fds = request
            if message["op"] == "spawn":
                send(control, {"pid": spawn(fds, children, message["limits"], confinement)})
            elif message["op"] == "reap":
                send(control, reap(message["pid"], message["grace"], children))
            elif message["op"] == "probe":
                pid = spawn(fds, children, message["limits"], confinement, message["targets"])
                send(control, {"pid": pid})
    finally:
        for pid in list(children):
            reap(pid, 0.0, children)
        # The grader may have been killed: the empty folder we live in is ours to clear.
        with contextlib.suppress(OSError):
            os.rmdir(os.getcwd())  # noqa: PTH106, PTH109 - no pathlib here
        os._exit(0)


def preload(names: list[str]) -> list[str]:
    """Imports what a problem requires; the names that could not be."""
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return missing


def spawn(
    fds: list[int],
    children: set[int],
    limits: dict[str, Any],
    confinement: confine.Confinement,
    targets: dict[str, Any] | None = None,
) -> int:
    """Forks a worker that serves on the first descriptor and prints to the second; its pid.

    With `targets` it tries attacks on them in place of serving, and prints which of them succeed.
    """
    channel, output = fds
    pid = os.fork()
    if pid:
        children.add(pid)
        os.close(channel)
        os.close(output)
        return pid
    try:
        confine.enter(channel, output, limits, confinement)
        if targets is None:
            serve(confine.CHANNEL)
        else:
            os.write(1, json.dumps(probe.attacks(targets)).encode("ascii"))
    finally:
        os._exit(0)


def reap(pid: int, grace: float, children: set[int]) -> dict[str, Any]:
    """Gives a worker `grace` seconds to end by itself, kills it and all it left, and says how it ended."""
    if pid not in children:
        return {"status": None}
    found, status, usage = os.wait4(pid, os.WNOHANG)
    until = time.monotonic() + grace
    while not found and time.monotonic() < until:
        time.sleep(0.001)
        found, status, usage = os.wait4(pid, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    killed = not found
    if killed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
    children.discard(pid)
    reap_strays(children)
    return {"status": status, "killed": killed, "cpu": usage.ru_utime + usage.ru_stime}


def reap_strays(children: set[int]) -> None:
    """Kills and waits for what a worker left behind and the system handed to us."""
    for _ in range(1000):
        strays = [pid for pid in confine.own_children() if pid not in children]
        if not strays:
            break
        for pid in strays:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in strays:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def send(control: socket.socket, message: dict[str, Any]) -> None:
    """Writes one control message."""
    text = json.dumps(message).encode("ascii")
    control.sendall(HEAD.pack(len(text)) + text)


def receive(control: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """One control message with the descriptors it brought; None when the grader has hung up."""
    head, fds, _, _ = socket.recv_fds(control, HEAD.size, MAX_FDS)
    while head and len(head) < HEAD.size:
        head += control.recv(HEAD.size - len(head))
    if not head:
        return None
    (length,) = HEAD.unpack(head)
    text = b""
    while len(text) < length:
        more = control.recv(length - len(text))
        if not more:
            return None
        text += more
    return json.loads(text), list(fds)


if __name__ == "_mockml_worker.parent":
    sys.setrecursionlimit(1000)
