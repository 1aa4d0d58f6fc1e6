"""The warm parent: NumPy imported, never given a case. It forks a worker for each case and reaps it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Sequence
from typing import Any

from . import confine, forbid, imports, kernel, probe
from .rehearse import rehearse
from .serve import serve

HEAD = struct.Struct(">I")
MAX_FDS = 2
# NumPy imports some of its parts when they are first used, which would be in every worker anew.
ALWAYS = ("numpy", "numpy.random", "numpy.linalg")


def main(descriptor: int) -> None:
    """Imports what every worker needs, then carries out the grader's messages until it hangs up."""
    control = socket.socket(fileno=descriptor)
    confine.become_subreaper()
    kernel.hide_memory()
    preload(ALWAYS)
    children: set[int] = set()
    confinement = confine.Confinement(None, None)
    try:
        while (request := receive(control)) is not None:
            message, fds = request
            if message["op"] == "prepare":
                missing, confinement = prepare(message)
                send(control, {"missing": missing})
            elif message["op"] == "spawn":
                send(control, spawn(fds, children, message, confinement))
            elif message["op"] == "reap":
                send(control, reap(message["pid"], message["grace"], children))
    finally:
        for pid in list(children):
            reap(pid, 0.0, children)
        # The grader may have been killed: the empty folder we live in is ours to clear.
        with contextlib.suppress(OSError):
            os.rmdir(os.getcwd())  # noqa: PTH106, PTH109 - no pathlib here
        os._exit(0)


def prepare(message: dict[str, Any]) -> tuple[list[str], confine.Confinement]:
    """Imports what the problem requires, and lays down what its workers may not do; what could not be imported."""
    missing = preload(message["requires"])
    confinement = confine.prepare(imports.folders(), message["hidden"], message["without"])
    sys.meta_path.insert(0, imports.OnlyThese(message["requires"]))
    forbid.install(message["forbids"])
    # What is here now is here for good: a worker's collector need not look at it, nor copy its pages.
    gc.collect()
    gc.freeze()
    return missing, confinement


def preload(names: Sequence[str]) -> list[str]:
    """Imports modules; the names that could not be."""
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return missing


def spawn(
    fds: list[int], children: set[int], message: dict[str, Any], confinement: confine.Confinement
) -> dict[str, Any]:
    """Forks a worker that serves on the first descriptor and prints to the second; its pid, or 0 and why not.

    With `targets` in the message it tries attacks on them in place of serving, and prints which of them succeed.
    """
    channel, output = fds
    try:
        pid, why = os.fork(), ""
    except OSError as error:
        pid, why = -1, str(error)
    if pid:
        os.close(channel)
        os.close(output)
        if pid > 0:
            children.add(pid)
        return {"pid": max(pid, 0), "why": why}
    try:
        confine.enter(channel, output, message["limits"], confinement)
        if message["targets"] is None:
            if message["early"]:
                rehearse()
            serve(confine.CHANNEL)
        else:
            os.write(1, json.dumps(probe.attacks(message["targets"])).encode("ascii"))
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
