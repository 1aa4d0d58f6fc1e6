"""The grader's side of the warm parent: starting it, forking a worker for each case, reaping it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from mockml.errors import CannotJudge
from mockml.judge.outcomes import Layer
from mockml.judge.sandbox import PROBE_SECONDS, layers
from mockml.judge.worker.kernel import hide_memory

HEAD = struct.Struct(">I")
WORKER = Path(__file__).parent / "worker" / "__main__.py"
PACKAGE = Path(__file__).parent.parent
START_SECONDS = 30.0
REAP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one case may use: seconds (wall clock, and CPU likewise), bytes of memory and output, processes."""

    seconds: float = 10.0
    memory: int = 1 << 30
    processes: int = 64
    output: int = 64 << 10


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker ended: its wait status, whether it had to be killed, and the CPU seconds it took."""

    status: int | None
    killed: bool
    cpu: float

    @property
    def words(self) -> str:
        """The ending in a candidate's words."""
        if self.status is None:
            return "the process is gone"
        if os.WIFSIGNALED(self.status):
            number = os.WTERMSIG(self.status)
            return SIGNALS.get(number, f"signal {number} ended the process")
        return f"the process ended by itself (exit code {os.waitstatus_to_exitcode(self.status)})"


SIGNALS = {
    4: "an illegal instruction ended the process",
    6: "the process aborted",
    7: "a bus error ended the process",
    8: "a floating-point trap ended the process",
    9: "the process was killed, most likely by the system for want of memory",
    11: "a segmentation fault ended the process",
    24: "the CPU time was used up",
}


class WarmParent:
    """A process with NumPy imported that has never seen a case; every case runs in a fresh fork of it.

    `hidden` are folders that no solution may read, wherever they lie; `without` names mechanisms of the
    sandbox to leave out. Safe to use from several threads: requests are serialized by a lock.
    """

    def __init__(
        self,
        requires: Sequence[str] = ("numpy",),
        forbids: Sequence[str] = (),
        *,
        hidden: Sequence[Path] = (),
        without: Sequence[str] = (),
    ) -> None:
        self._lock = threading.Lock()
        self._layers: tuple[Layer, ...] | None = None
        hide_memory()  # expected values are in this process
        self.folder = Path(tempfile.mkdtemp(prefix="mockml-"))
        self.folder.chmod(0o500)
        ours, theirs = socket.socketpair()
        self._control = ours
        config = {
            "control": theirs.fileno(),
            "requires": list(requires),
            "forbids": list(forbids),
            "hidden": [str(PACKAGE), *map(str, hidden)],
            "without": list(without),
        }
        try:
            with theirs:
                # -I: no environment, no user site, no current folder on the path; -B: no bytecode written.
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                    [sys.executable, "-I", "-B", str(WORKER), json.dumps(config)],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                    cwd=self.folder,
                    start_new_session=True,
                )
            self._control.settimeout(START_SECONDS)
            hello = self._receive()
        except BaseException:
            self.close()
            raise
        if hello["missing"]:
            self.close()
            names = ", ".join(hello["missing"])
            raise CannotJudge(f"this problem needs {names}, which is not installed", f"pip install {names}")

    def __enter__(self) -> WarmParent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def spawn(self, limits: Limits) -> tuple[int, socket.socket, int]:
        """Forks a worker: its pid, the socket it serves on, and the descriptor its output comes from."""
        return self._fork({"op": "spawn"}, limits)

    def layers(self) -> tuple[Layer, ...]:
        """What stands between a solution and this machine, from attacks that a worker tried."""
        if self._layers is None:
            limits = Limits(seconds=PROBE_SECONDS)
            targets = {
                "grader": os.getpid(),
                "secret": str(Path(__file__)),
                "scratch": tempfile.gettempdir(),
                "memory": limits.memory,
            }
            pid, channel, output = self._fork({"op": "probe", "targets": targets}, limits)
            try:
                channel.settimeout(PROBE_SECONDS)
                with contextlib.suppress(OSError):
                    channel.recv(1)  # closed when the probe is over
                os.set_blocking(output, False)
                self._layers = layers(_read_all(output))
            finally:
                channel.close()
                self.reap(pid, 0.0)
                os.close(output)
        return self._layers

    def _fork(self, message: dict[str, Any], limits: Limits) -> tuple[int, socket.socket, int]:
        with ExitStack() as stack:
            ours, theirs = socket.socketpair()
            stack.enter_context(theirs)
            for end in (ours, theirs):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
            output, written = os.pipe()
            stack.callback(os.close, written)
            allowed = {"cpu_seconds": limits.seconds, "memory": limits.memory, "processes": limits.processes}
            try:
                reply = self._ask({**message, "limits": allowed}, [theirs.fileno(), written])
            except BaseException:
                ours.close()
                os.close(output)
                raise
        return int(reply["pid"]), ours, output

    def reap(self, pid: int, grace: float) -> Ending:
        """Ends a worker and all it started, after up to `grace` seconds to end by itself."""
        reply = self._ask({"op": "reap", "pid": pid, "grace": grace}, [])
        return Ending(reply["status"], bool(reply.get("killed")), float(reply.get("cpu", 0.0)))

    def close(self) -> None:
        """Hangs up, on which the parent kills its workers and ends; then waits for it."""
        self._control.close()
        process: subprocess.Popen[bytes] | None = getattr(self, "_process", None)
        if process is not None:
            try:
                process.wait(REAP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, message: dict[str, Any], fds: list[int]) -> dict[str, Any]:
        text = json.dumps(message).encode("ascii")
        with self._lock:
            try:
                self._control.settimeout(REAP_SECONDS)
                head = HEAD.pack(len(text))
                if fds:
                    socket.send_fds(self._control, [head + text], fds)
                else:
                    self._control.sendall(head + text)
                return self._receive()
            except OSError as error:
                raise CannotJudge(f"the judge's own process does not answer ({error})") from None

    def _receive(self) -> dict[str, Any]:
        try:
            (length,) = HEAD.unpack(self._exactly(HEAD.size))
            reply = json.loads(self._exactly(length))
        except (EOFError, TimeoutError):
            raise CannotJudge(
                "the judge's own process did not start or has ended",
                f"try: {sys.executable} -I -c 'import numpy'",
            ) from None
        assert isinstance(reply, dict)
        return reply

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self._control.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data


def _read_all(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except BlockingIOError:
        return b""


def _environment() -> dict[str, str]:
    """A fixed environment: nothing of the user's, and one thread for each BLAS, for fork and for speed."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", **dict.fromkeys(threads, "1")}
