"""One worker as the grader sees it: requests with one absolute deadline, output drained and capped."""

from __future__ import annotations

import os
import secrets
import selectors
import time
from types import TracebackType
from typing import Any

from mockml.judge.process import Ending, Limits, WarmParent
from mockml.judge.worker.wire import (
    Caps,
    Decoder,
    Encoder,
    Handle,
    Unsendable,
    WireError,
    pack,
    read,
)

ANSWER_CAPS = Caps(total=128 << 20)
REQUEST_CAPS = Caps()
CHUNK = 1 << 20
EXIT_GRACE = 0.5


class Died(Exception):
    """The worker closed the line without an answer; `ending` says how it ended."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.words)
        self.ending = ending


class TooLate(Exception):
    """The deadline passed before the answer was whole."""


class Garbled(Exception):
    """What came back was no answer."""


class Channel:
    """A worker from its fork to its end. All calls share one deadline, `limits.seconds` from the start."""

    def __init__(self, parent: WarmParent, limits: Limits) -> None:
        self._parent, self._limits = parent, limits
        self.pid, self._socket, self._output = parent.spawn(limits)
        self._socket.setblocking(False)
        os.set_blocking(self._output, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._output, selectors.EVENT_READ)
        self._printed = bytearray()
        self._dropped = 0
        self._ending: Ending | None = None
        self.started = time.monotonic()
        self.deadline = self.started + limits.seconds

    def __enter__(self) -> Channel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def printed(self) -> str:
        """What the worker printed, up to the limit, with a line that says how much was cut."""
        text = self._printed.decode("utf-8", "replace")
        return text + (f"\n... {self._dropped:,} more bytes of output\n" if self._dropped else "")

    def request(self, header: dict[str, Any], values: dict[str, Any] | None = None) -> dict[str, Any]:
        """Sends a request and waits for its answer, decoded; `values` are encoded into the header.

        Raises Died, TooLate or Garbled; nothing else can come of what a worker does.
        """
        encoder = Encoder(keep=_refuse)
        encoded = {name: encoder.encode(value) for name, value in (values or {}).items()}
        token = secrets.token_hex(8)
        for piece in pack({**header, **encoded, "id": token}, encoder.buffers, REQUEST_CAPS):
            self._send(memoryview(piece))
        try:
            answer, buffers = read(self._receive, ANSWER_CAPS)
            if answer.pop("id", None) != token:
                raise WireError("an answer to another question")
            decoder = Decoder(buffers, lambda handle: handle)
            for name in ("ok", "arguments"):
                if name in answer:
                    answer[name] = decoder.decode(answer[name])
        except WireError as error:
            raise Garbled(str(error)) from None
        return answer

    def close(self) -> Ending:
        """Ends the worker and reads what it last printed."""
        if self._ending is None:
            self._finish(grace=0.0)
        assert self._ending is not None
        return self._ending

    def _finish(self, grace: float) -> None:
        self._selector.close()
        self._socket.close()
        try:
            self._ending = self._parent.reap(self.pid, grace)
        finally:
            self._drain()
            os.close(self._output)

    def _send(self, view: memoryview) -> None:
        view = view.cast("B") if view.nbytes else view
        while view:
            try:
                view = view[self._socket.send(view[:CHUNK]) :]
            except BlockingIOError:
                self._wait(selectors.EVENT_WRITE)
            except OSError:
                self._lost()

    def _receive(self, count: int) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            try:
                got = self._socket.recv_into(view, min(len(view), CHUNK))
                if not got:
                    self._lost()
                view = view[got:]
            except BlockingIOError:
                self._wait(selectors.EVENT_READ)
            except ConnectionError:
                self._lost()
        return data

    def _lost(self) -> None:
        self._finish(EXIT_GRACE)
        assert self._ending is not None
        raise Died(self._ending)

    def _wait(self, events: int) -> None:
        self._selector.modify(self._socket, events)
        left = self.deadline - time.monotonic()
        if left <= 0 or not (ready := self._selector.select(left)):
            raise TooLate
        for key, _ in ready:
            if key.fd == self._output and not self._drain():
                self._selector.unregister(self._output)

    def _drain(self) -> bool:
        """Reads what was printed; False when no more can come."""
        for _ in range(64):
            try:
                text = os.read(self._output, 1 << 16)
            except BlockingIOError:
                return True
            if not text:
                return False
            room = self._limits.output - len(self._printed)
            self._printed += text[: max(room, 0)]
            self._dropped += max(len(text) - max(room, 0), 0)
        return True


def _refuse(value: Any) -> Handle:
    raise Unsendable(f"a case sent a {type(value).__name__}, which is no data")


__all__ = ["Channel", "Died", "Garbled", "Handle", "TooLate"]
