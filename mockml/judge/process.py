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
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
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
BUFFER = 1 << 20


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


@dataclass(slots=True)
class _Ticket:
    """A question to the warm parent, and its answer once that was read."""

    reply: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """A forked worker as the grader holds it: its pid, the socket it serves on, where its output comes from."""

    pid: int
    channel: socket.socket
    output: int

    def abandon(self) -> None:
        """Closes this side of it."""
        self.channel.close()
        os.close(self.output)


# What is known of a worker before its pid: its limits, the question for it, its socket, where its output comes from.
_Forked = tuple[Limits, _Ticket, socket.socket, int]


class WarmParent:
    """A process with NumPy imported that has never seen a case; every case runs in a fresh fork of it.

    It starts at once and is not waited for: `prepare` says what a problem needs. `hidden` are folders that no
    solution may read, wherever they lie; `without` names mechanisms of the sandbox to leave out. Safe to use
    from several threads: requests are serialized by a lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._other: WarmParent | None = None
        self._asked: deque[_Ticket] = deque()  # in the order of the answers to come
        self._spares: deque[_Forked] = deque()
        self._prepared: _Ticket | None = None
        self._message: dict[str, Any] = {}
        self._layers: tuple[Layer, ...] | None = None
        self._probe: _Forked | None = None
        hide_memory()  # expected values are in this process
        self.folder = Path(tempfile.mkdtemp(prefix="mockml-"))
        self.folder.chmod(0o500)
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                # -I: no environment, no user site, no current folder on the path; -B: no bytecode written.
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                    [sys.executable, "-I", "-B", str(WORKER), str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                    cwd=self.folder,
                    start_new_session=True,
                )
        except BaseException:
            self.close()
            raise

    def prepare(
        self,
        requires: Sequence[str] = ("numpy",),
        forbids: Sequence[str] = (),
        *,
        hidden: Sequence[Path] = (),
        without: Sequence[str] = (),
    ) -> WarmParent:
        """Has it import what a problem requires and lay down what its workers may not do; to be called once.

        It is not waited for: `ready` does that, and so does all that needs a worker.
        """
        message = {
            "op": "prepare",
            "requires": list(requires),
            "forbids": list(forbids),
            "hidden": [str(PACKAGE), *map(str, hidden)],
            "without": list(without),
        }
        with self._lock:
            self._prepared, self._message = self._send(message), message
        return self

    def other(self) -> WarmParent:
        """Another warm parent, prepared alike and started on its own; it ends with this one."""
        with self._lock:
            if self._other is None:
                self._other = WarmParent()
                self._other._message = self._message
                self._other._prepared = self._other._send(self._message)
            return self._other

    def ready(self) -> WarmParent:
        """Waits until workers can be forked. Raises CannotJudge where the problem needs what is not installed."""
        with self._lock:
            if self._prepared is None:
                raise CannotJudge("the judge's own process was not told what to prepare")
            missing = self._wait(self._prepared, START_SECONDS)["missing"]
        if missing:
            names = ", ".join(missing)
            raise CannotJudge(f"this problem needs {names}, which is not installed", f"pip install {names}")
        return self

    def __enter__(self) -> WarmParent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def tables(self) -> bool:
        """True where the problem requires pandas, so that frames may come back."""
        return "pandas" in self._message.get("requires", ())

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def spawn(self, limits: Limits, spare: int = 0) -> Worker:
        """A worker with these limits, forked ahead of time if one is; and `spare` more ahead for later."""
        self.ready()
        with self._lock:
            if not self._spares or self._spares[0][0] != limits:
                self._spares.append(self._fork(limits))
                self._spares.rotate(1)
            _, ticket, channel, output = self._spares.popleft()
            while len(self._spares) < spare:
                self._spares.append(self._fork(limits))
            worker = Worker(0, channel, output)
            try:
                return replace(worker, pid=self._pid(ticket))
            except BaseException:
                worker.abandon()
                raise

    def stock(self, limits: Limits, count: int) -> None:
        """Has `count` workers with these limits waiting and warmed up, without waiting for them."""
        self.ready()
        with self._lock:
            while len(self._spares) < count:
                self._spares.append(self._fork(limits, early=True))

    def reap(self, pid: int, grace: float) -> Ending:
        """Ends a worker and all it started, after up to `grace` seconds to end by itself."""
        with self._lock:
            reply = self._wait(self._send({"op": "reap", "pid": pid, "grace": grace}))
        return Ending(reply["status"], bool(reply.get("killed")), float(reply.get("cpu", 0.0)))

    def discard(self, pid: int) -> None:
        """Has a worker ended, without waiting for it: `settle` does."""
        with self._lock:
            self._send({"op": "reap", "pid": pid, "grace": 0.0})

    def settle(self) -> None:
        """Ends the workers that were forked ahead, and waits until every discarded one is gone."""
        with self._lock:
            while self._spares:
                _, ticket, channel, output = self._spares.popleft()
                channel.close()
                os.close(output)
                self._send({"op": "reap", "pid": self._pid(ticket), "grace": 0.0})
            while self._asked:
                self._hear()
            other = self._other
        if other is not None:
            other.settle()

    def probe(self) -> None:
        """Has a worker try the attacks that `layers` tells of, without waiting for it."""
        self.ready()
        with self._lock:
            if self._layers is None and self._probe is None:
                limits = Limits(seconds=PROBE_SECONDS)
                targets = {
                    "grader": os.getpid(),
                    "secret": str(Path(__file__)),
                    "scratch": tempfile.gettempdir(),
                    "memory": limits.memory,
                }
                self._probe = self._fork(limits, targets)

    def layers(self) -> tuple[Layer, ...]:
        """What stands between a solution and this machine, from attacks that a worker tried."""
        self.probe()
        with self._lock:
            if self._layers is None and self._probe is not None:
                _, ticket, channel, output = self._probe
                self._probe = None
                worker = Worker(self._pid(ticket), channel, output)
                try:
                    channel.settimeout(PROBE_SECONDS)
                    with contextlib.suppress(OSError):
                        channel.recv(1)  # closed when the probe is over
                    os.set_blocking(output, False)
                    self._layers = layers(_read_all(output))
                finally:
                    worker.abandon()
                    self._send({"op": "reap", "pid": worker.pid, "grace": 0.0})
            assert self._layers is not None
            return self._layers

    def close(self) -> None:
        """Hangs up, on which the parent kills its workers and ends; then waits for it."""
        if self._other is not None:
            self._other.close()
        self._control.close()
        for _, _, channel, output in (*self._spares, *([self._probe] if self._probe else [])):
            channel.close()
            os.close(output)
        self._spares.clear()
        self._probe = None
        process: subprocess.Popen[bytes] | None = getattr(self, "_process", None)
        if process is not None:
            try:
                process.wait(REAP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _fork(self, limits: Limits, targets: dict[str, Any] | None = None, *, early: bool = False) -> _Forked:
        """Asks for a worker, one to warm up if it is `early`; its pid is in the answer, which is not waited for."""
        with ExitStack() as stack:
            ours, theirs = socket.socketpair()
            stack.enter_context(theirs)
            for end in (ours, theirs):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
            output, written = os.pipe()
            stack.callback(os.close, written)
            allowed = {"cpu_seconds": limits.seconds, "memory": limits.memory, "processes": limits.processes}
            message = {"op": "spawn", "limits": allowed, "targets": targets, "early": early}
            try:
                ticket = self._send(message, [theirs.fileno(), written])
            except BaseException:
                ours.close()
                os.close(output)
                raise
        return limits, ticket, ours, output

    def _pid(self, ticket: _Ticket) -> int:
        reply = self._wait(ticket)
        if not reply["pid"]:
            raise CannotJudge(f"no process could be started ({reply['why']})", "close some programs and try again")
        return int(reply["pid"])

    def _ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        with self._lock:
            ticket = self._send(message)
            return self._wait(ticket, seconds)

    def _send(self, message: dict[str, Any], fds: Sequence[int] = ()) -> _Ticket:
        text = json.dumps(message).encode("ascii")
        ticket = _Ticket()
        try:
            self._control.settimeout(REAP_SECONDS)
            if fds:
                socket.send_fds(self._control, [HEAD.pack(len(text)) + text], fds)
            else:
                self._control.sendall(HEAD.pack(len(text)) + text)
        except TimeoutError:
            raise CannotJudge("the judge's own process does not answer", "close some programs and try again") from None
        except OSError:
            raise _gone() from None
        self._asked.append(ticket)
        return ticket

    def _wait(self, ticket: _Ticket, seconds: float = REAP_SECONDS) -> dict[str, Any]:
        while ticket.reply is None:
            self._hear(seconds)
        return ticket.reply

    def _hear(self, seconds: float = REAP_SECONDS) -> None:
        """Reads the next answer, which is to the oldest question."""
        try:
            self._control.settimeout(seconds)
            (length,) = HEAD.unpack(self._exactly(HEAD.size))
            reply = json.loads(self._exactly(length))
        except (EOFError, OSError):
            raise _gone() from None
        self._asked.popleft().reply = reply

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self._control.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data


def _gone() -> CannotJudge:
    hint = f"try: {sys.executable} -I -c 'import numpy'"
    return CannotJudge("the judge's own process did not start or has ended", hint)


_early: list[WarmParent] = []


def start_early() -> None:
    """Starts a warm parent that `start` hands out, for a command that will need one after it has read its files."""
    with contextlib.suppress(OSError):
        _early.append(WarmParent())


def start() -> WarmParent:
    """A warm parent: the one that was started early, or a new one."""
    return _early.pop() if _early else WarmParent()


def close_early() -> None:
    """Ends a warm parent that nobody took."""
    while _early:
        _early.pop().close()


def _read_all(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except BlockingIOError:
        return b""


def _environment() -> dict[str, str]:
    """A fixed environment: nothing of the user's, and one thread for each BLAS, for fork and for speed."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", **dict.fromkeys(threads, "1")}
