"""The worker's loop: one frame in, the candidate's code run, one frame out, until the grader hangs up."""

from __future__ import annotations

import contextlib
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from . import forbid, imports, solution
from .wire import Caps, Decoder, Encoder, Handle, Unsendable, WireError, pack, read

CAPS = Caps()
MOST_PIECES = 512
MOST_WARNINGS = 20


class Session:
    """One worker's state: the candidate's module and the objects that stayed here."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self.module: solution.Solution | None = None
        self.warned: list[str] = []
        self.held: Any = None
        self.last: Any = None

    def keep(self, value: Any) -> Handle:
        """A handle to an object that stays."""
        number = len(self.objects) + 1
        self.objects[number] = value
        return Handle(number, type(value).__name__, callable(value))

    def find(self, handle: Handle) -> Any:
        """The object behind a handle."""
        return self.objects[handle.number]

    def target(self, number: int | None) -> Any:
        """What a request is about: an object that stayed, or the candidate's module."""
        if number:
            return self.objects[number]
        assert self.module is not None
        return self.module.module


def serve(channel: int) -> None:
    """Answers requests on a descriptor until the other side closes."""
    session = Session()
    receive = _receiver(channel)
    while True:
        try:
            header, buffers = read(receive, CAPS)
        except (EOFError, OSError, WireError):
            return
        reply, parts = answer(session, header, buffers)
        try:
            pieces = pack({"id": header["id"], **reply}, parts, CAPS)
        except Unsendable as error:
            pieces = pack({"id": header["id"], "unsendable": str(error)}, [], CAPS)
        send(channel, pieces)


def send(channel: int, pieces: list[memoryview | bytes]) -> None:
    """Writes the pieces of a frame, many at a time."""
    views = [memoryview(piece).cast("B") for piece in pieces if len(piece)]
    first = 0
    while first < len(views):
        written = os.writev(channel, views[first : first + MOST_PIECES])
        while first < len(views) and written >= len(views[first]):
            written -= len(views[first])
            first += 1
        if written:
            views[first] = views[first][written:]


def _receiver(channel: int) -> Callable[[int], bytearray]:
    def receive(count: int) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            got = os.readv(channel, [view])
            if not got:
                raise EOFError
            view = view[got:]
        return data

    return receive


def answer(session: Session, header: dict[str, Any], buffers: list[bytearray]) -> tuple[dict[str, Any], list[Any]]:
    """Carries out one request; the reply's header and buffers."""
    decoder, encoder = Decoder(buffers, session.find), Encoder(session.keep)
    operation = OPERATIONS[header["op"]]
    started = time.process_time(), time.thread_time()
    reply: dict[str, Any]
    try:
        value, extra = operation(session, header, decoder)
        # Timed before encoding: a large answer is our cost, not the solution's.
        # Under a CPU limit, Linux counts the process's time by the tick, and the thread's exactly.
        cpu = max(time.process_time() - started[0], time.thread_time() - started[1])
        reply = {"ok": encoder.encode(value), "cpu": cpu}
        if session.warned:
            reply["warned"] = session.warned
        if extra is not None:
            reply["arguments"] = encoder.encode(extra)
    except Unsendable as error:
        encoder = Encoder(session.keep)
        reply = {"unsendable": str(error)}
    except MissingName as error:
        encoder = Encoder(session.keep)
        reply = {"missing": str(error)}
    except BaseException as error:
        encoder = Encoder(session.keep)
        reply = {"error": solution.describe(error, session.module)}
    if forbid.used:
        name, line, function = forbid.used[0]
        code = session.module.line(line) if session.module else ""
        reply["forbidden"] = {"name": name, "frames": [[line, function, code]] if line else []}
        reply.setdefault("error", {})
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    return reply, encoder.buffers


class MissingName(Exception):
    """The candidate's module or object has no such name."""


def load(session: Session, header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """Compiles and runs the solution file's text."""
    if header["beside"]:
        imports.allow(header["beside"])
    session.module = solution.Solution(header["filename"], header["source"])
    session.module.run(header["name"])
    return None, None


def get(session: Session, header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """Reads an attribute."""
    target, name = session.target(header["target"]), header["name"]
    try:
        return getattr(target, name), None
    except AttributeError:
        raise MissingName(name) from None


def put(session: Session, header: dict[str, Any], decoder: Decoder) -> tuple[Any, Any]:
    """Sets an attribute."""
    setattr(session.target(header["target"]), header["name"], decoder.decode(header["value"]))
    return None, None


def call(session: Session, header: dict[str, Any], decoder: Decoder) -> tuple[Any, Any]:
    """Calls an object that stayed, or a name of the module or of an object."""
    function = session.target(header["target"])
    if header["name"] is not None:
        try:
            function = getattr(function, header["name"])
        except AttributeError:
            raise MissingName(header["name"]) from None
    args, kwargs = decoder.decode(header["args"]), decoder.decode(header["kwargs"])
    session.warned, session.last = [], None  # a large result does not take up the next call's memory
    if not header["warnings"]:
        value = function(*args, **kwargs)
    else:
        # The filters stay the solution's own: what it silences on purpose is not heard.
        with warnings.catch_warnings(record=True) as heard:
            value = function(*args, **kwargs)
        texts = [str(one.message)[:200] for one in heard if issubclass(one.category, RuntimeWarning)]
        session.warned = list(dict.fromkeys(texts))[:MOST_WARNINGS]
    session.last = value
    if header["hold"]:
        session.held = value
    return value, [args, kwargs] if header["arguments"] else None


def held(session: Session, _header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """What a call returned that was to be held, as it reads by now."""
    return session.held, None


def piece(session: Session, header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """A handle to one item of what the last call returned, even where the item could be sent."""
    return session.keep(session.last[header["index"]]), None


def evaluate(session: Session, header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """Runs a line of Python beside the candidate's names, as a REPL would."""
    assert session.module is not None
    return session.module.evaluate(header["code"], header["given"], show=header["show"]), None


def tests(session: Session, _header: dict[str, Any], _decoder: Decoder) -> tuple[Any, Any]:
    """The names of the candidate's own test functions."""
    assert session.module is not None
    return session.module.test_names(), None


OPERATIONS: dict[str, Callable[[Session, dict[str, Any], Decoder], tuple[Any, Any]]] = {
    "load": load,
    "get": get,
    "put": put,
    "call": call,
    "held": held,
    "piece": piece,
    "evaluate": evaluate,
    "tests": tests,
}
