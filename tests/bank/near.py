"""A solution run in this process, through the same wire as in a worker but without its walls: for thousands of seeds.

Only for solutions that are known to be right: nothing here is limited in time, memory or what it may do.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from typing import Any

from mockml.judge.candidate import Candidate, CaseEnded
from mockml.judge.case import Case
from mockml.judge.submission import Submission
from mockml.judge.worker.serve import Session, answer
from mockml.judge.worker.wire import Caps, Decoder, Encoder, Handle, pack, read

CAPS = Caps(total=128 << 20)


@dataclass
class NearChannel:
    """What a channel to a worker offers, with the worker's part done at once."""

    tables: bool
    session: Session = field(default_factory=Session)
    started: float = field(default_factory=time.monotonic)
    deadline: float = float("inf")

    def request(self, header: dict[str, Any], values: dict[str, Any] | None = None) -> dict[str, Any]:
        """A request there and its answer back, both as the bytes that they would be."""
        encoder = Encoder(keep=_refuse)
        encoded = {name: encoder.encode(value) for name, value in (values or {}).items()}
        asked, buffers = _across({**header, **encoded}, encoder.buffers)
        reply, parts = _across(*answer(self.session, asked, buffers))
        decoder = Decoder(parts, lambda handle: handle, tables=self.tables)
        for name in ("ok", "arguments"):
            if name in reply:
                reply[name] = decoder.decode(reply[name])
        return reply

    def elsewhere(self) -> NearChannel:
        """The same, with a state of its own."""
        return NearChannel(self.tables)

    def close(self) -> None:
        """Nothing to end."""


def _across(header: dict[str, Any], buffers: list[Any]) -> tuple[dict[str, Any], list[bytearray]]:
    data = io.BytesIO(b"".join(bytes(memoryview(piece).cast("B")) for piece in pack(header, buffers, CAPS)))
    return read(lambda count: bytearray(data.read(count)), CAPS)


def _refuse(value: Any) -> Handle:
    raise TypeError(f"a case sent a {type(value).__name__}, which is no data")


def trouble(case: Case, submission: Submission, seed: int, *, tables: bool = False) -> str:
    """What a case says against a solution; '' where it accepts it."""
    candidate = Candidate(NearChannel(tables), submission.filename)  # type: ignore[arg-type]
    try:
        candidate.load(submission)
        case.check(candidate, case.rng(seed))
    except CaseEnded as ended:
        return f"seed {seed}: {case.id}: {ended.outcome}: {ended.message}"
    return "" if candidate.calls else f"seed {seed}: {case.id}: the case never called the solution"
