"""The candidate as a case sees it: a proxy whose every call runs in the worker."""

from __future__ import annotations

import time
from typing import Any, NoReturn

import numpy as np

from mockml.judge.channel import Channel, Died, Garbled, TooLate
from mockml.judge.outcomes import Outcome
from mockml.judge.submission import Submission
from mockml.judge.worker import frames
from mockml.judge.worker.wire import Handle

CPU_SIGNAL = 24
MOST = 240


class CaseEnded(Exception):
    """A case is over: with this outcome, for this reason."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome
        self.message = message


class CandidateRaised(CaseEnded):
    """The candidate's code raised; `types` are the names of the exception's classes, nearest first."""

    def __init__(self, message: str, types: tuple[str, ...]) -> None:
        super().__init__("memory" if "MemoryError" in types else "error", message)
        self.types = types


class Remote:
    """An object that stayed in the worker. Its attributes are read, set and called there.

    `_content` is a tuple of the plain content of a container or of an object of pandas', and None for all else.
    """

    def __init__(self, candidate: Candidate, handle: Handle) -> None:
        object.__setattr__(self, "_candidate", candidate)
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_content", candidate._adopt(handle.content) if handle.content else None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._candidate.ask({"op": "get", "target": self._handle.number, "name": name})["ok"]

    def __setattr__(self, name: str, value: Any) -> None:
        self._candidate.ask({"op": "put", "target": self._handle.number, "name": name}, {"value": value})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Function(self._candidate, self._handle.number, None)(*args, **kwargs)

    def __repr__(self) -> str:
        return f"a {self._handle.type_name} object"


class Function:
    """Something to call in the worker: a name of the candidate's module, or an object that stayed there."""

    def __init__(self, candidate: Candidate, target: int | None, name: str | None) -> None:
        self.candidate, self._target, self._name = candidate, target, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.call(args, kwargs)["ok"]

    def call(
        self,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        arguments: bool = False,
        warnings: bool = False,
        hold: bool = False,
    ) -> dict[str, Any]:
        """The whole answer: `ok` and `cpu` seconds.

        With `arguments` also the arguments as they then stood; with `warnings`, `warned` lists the texts of the
        RuntimeWarnings, where there were any. With `hold` the worker keeps the result, for `Candidate.held`.
        """
        name = self._name or "the method"
        self.candidate.note_call(name, args, kwargs)
        header = {
            "op": "call",
            "target": self._target,
            "name": self._name,
            "arguments": arguments,
            "warnings": warnings,
            "hold": hold,
        }
        sent = {
            "args": [_send(value) for value in args],
            "kwargs": {key: _send(value) for key, value in kwargs.items()},
        }
        return self.candidate.ask(header, sent)


def as_function(function: Any) -> Function:
    """What can be called with its arguments watched."""
    if isinstance(function, Remote):
        return Function(function._candidate, function._handle.number, None)
    if not isinstance(function, Function):
        raise TypeError(f"expected something of the candidate's to call, got {type(function).__name__}")
    return function


class Candidate:
    """A solution in its worker: `candidate.name(...)` calls what the file defines under that name.

    Raises CaseEnded for all that can go wrong on the other side; the first fatal end is kept in `ended`,
    so that a case that swallows it still does not pass. `late` is an end as slow, when all else is well.
    """

    def __init__(self, channel: Channel, filename: str) -> None:
        self._channel, self._filename = channel, filename
        self.ended: CaseEnded | None = None
        self.late: CaseEnded | None = None
        self.speed: float | None = None
        self.others: list[Candidate] = []
        self._submission: Submission | None = None
        self.calls = 0
        self._last: tuple[str, tuple[Any, ...], dict[str, Any]] | None = None

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self, None, name)

    def load(self, submission: Submission, name: str = "solution") -> None:
        """Runs the solution file's text in the worker, as the module `name`."""
        self._submission = submission
        request = {"op": "load", "source": submission.source, "filename": self._filename, "name": name}
        self.ask({**request, "beside": dict(submission.beside)})

    def elsewhere(self) -> Candidate:
        """The same solution in another interpreter, started on its own: what depends on one process differs there."""
        assert self._submission is not None
        other = Candidate(self._channel.elsewhere(), self._filename)
        self.others.append(other)
        other.load(self._submission)
        return other

    def held(self) -> Any:
        """The result that the worker was to hold, as it reads by now: what came back at once was a copy."""
        return self.ask({"op": "held"})["ok"]

    def piece(self, index: int) -> Any:
        """One item of what the last call returned, to be handed back as the very object that it is in the worker.

        What a call returns is a copy, and plain where the solution's may be of a type of its own.
        """
        return self.ask({"op": "piece", "index": index})["ok"]

    def close(self) -> None:
        """Ends the workers of the solution in other interpreters."""
        for other in self.others:
            other._channel.close()

    def note_call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Keeps the call, for `last_call`."""
        self.calls += 1
        self._last = (name, args, kwargs)

    def last_call(self) -> str:
        """The last call in words, for `--reveal`; '' where there was none."""
        if self._last is None:
            return ""
        name, args, kwargs = self._last
        words = [_show(value) for value in args] + [f"{key}={_show(value)}" for key, value in kwargs.items()]
        return f"{name}({', '.join(words)})"

    def ask(
        self,
        header: dict[str, Any],
        values: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """One request and its answer, with handles turned into objects to go on with."""
        if self.ended is not None:
            raise self.ended
        try:
            answer = self._channel.request(header, values)
        except TooLate:
            seconds = self._channel.deadline - self._channel.started
            self._end("timeout", f"no answer within {seconds:g} s")
        except Died as died:
            self._end_of(died)
        except Garbled as garbled:
            self._end("invalid", f"what came back was no answer: {garbled}")
        return self._read(answer, header)

    def _read(self, answer: dict[str, Any], header: dict[str, Any]) -> dict[str, Any]:
        if "forbidden" in answer:
            self._end("failed", forbidden(answer["forbidden"], self._filename))
        if "missing" in answer:
            where = "the file" if header.get("target") is None else "the object"
            raise CaseEnded("missing", f"{where} does not define {_text(answer['missing'], 100)}")
        if "unsendable" in answer:
            raise CaseEnded("invalid", f"the result is not data that can be read: {_text(answer['unsendable'], 200)}")
        if "error" in answer:
            raise raised(answer["error"], self._filename)
        if "ok" not in answer:
            self._end("invalid", "what came back was no answer")
        for name in ("ok", "arguments"):
            if name in answer:
                answer[name] = self._adopt(answer[name])
        cpu = answer.get("cpu")
        answer["cpu"] = float(cpu) if isinstance(cpu, (int, float)) else 0.0
        return answer

    def _adopt(self, value: Any) -> Any:
        if type(value) is Handle:
            return Remote(self, value)
        if type(value) is list:
            return [self._adopt(item) for item in value]
        if type(value) is tuple:
            return tuple(self._adopt(item) for item in value)
        if type(value) is dict:
            return {key: self._adopt(item) for key, item in value.items()}
        return value

    def _end_of(self, died: Died) -> NoReturn:
        ending = died.ending
        signal = (ending.status or 0) & 0x7F
        if signal == CPU_SIGNAL:
            self._end("timeout", "the CPU time was used up")
        if signal == 9 and not ending.killed:
            self._end("memory", ending.words)
        words = "the solution closed the line to the judge" if ending.killed else ending.words
        self._end("crashed", words)

    def _end(self, outcome: Outcome, message: str) -> NoReturn:
        self.ended = CaseEnded(outcome, message)
        raise self.ended

    @property
    def elapsed(self) -> float:
        """Seconds since the worker was forked."""
        return time.monotonic() - self._channel.started


def raised(error: Any, filename: str) -> CandidateRaised:
    """The candidate's exception in words, with the last of its own lines that it passed through."""
    error = error if isinstance(error, dict) else {}
    types = tuple(str(name)[:100] for name in error.get("types") or () if isinstance(name, str))
    kind, text = _text(error.get("type"), 100), _text(error.get("message"), MOST + 1)
    # An exception may quote the data it met: more than this would tell what is hidden.
    text = text if len(text) <= MOST else f"{text[:MOST]} ..."
    words = {"SystemExit": f"the solution called sys.exit({text})"}.get(kind, f"{kind}: {text}" if text else kind)
    return CandidateRaised(words + _place(error, filename), types)


def forbidden(use: Any, filename: str) -> str:
    """What was used that the problem forbids, and the candidate's line."""
    use = use if isinstance(use, dict) else {}
    return f"this problem is to be solved without {_text(use.get('name'), 100)}{_place(use, filename)}"


def _place(error: dict[str, Any], filename: str) -> str:
    frames = error.get("frames")
    if not (isinstance(frames, list) and frames and isinstance(frames[-1], list) and len(frames[-1]) == 3):
        return ""
    line, function, code = frames[-1]
    inside = f", in {_text(function, 60)}" if function and function != "<module>" else ""
    quoted = f": {_text(code, 120)}" if code else ""
    return f" ({filename.rpartition('/')[2]}:{_text(line, 10)}{inside}{quoted})"


def _text(value: Any, most: int) -> str:
    return str(value)[:most] if isinstance(value, (str, int)) else ""


def _send(value: Any) -> Any:
    """A value to hand over, with objects that stayed in the worker as what they are there."""
    if isinstance(value, Remote):
        return value._handle
    if type(value) in (list, tuple):
        return type(value)(_send(item) for item in value)
    if type(value) is dict:
        return {key: _send(item) for key, item in value.items()}
    return value


def _show(value: Any) -> str:
    if isinstance(value, Remote):
        return repr(value)
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=4, threshold=60, edgeitems=3, separator=", ")
        return f"array({' '.join(text.split())}, shape={value.shape}, dtype={value.dtype})"
    if frames.is_frame(value):
        return frames.sketch(value)
    return repr(value)[:300]
