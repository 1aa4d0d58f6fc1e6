"""One worker as the grader sees it: requests with one absolute deadline, output drained and capped."""

from __future__ import annotations

import os
import secrets
import selectors
import time
from types import TracebackType
from typing import Any, NoReturn

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
MOST_PIECES = 512
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

    def __init__(self, parent: WarmParent, limits: Limits, spare: int = 0) -> None:
        self._parent, self._limits = parent, limits
        worker = parent.spawn(limits, spare)
        self.pid, self._socket, self._output = worker.pid, worker.channel, worker.output
        self._socket.setblocking(False)
        os.set_blocking(self._output, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._output, selectors.EVENT_READ)
        self._printed = bytearray()
        self._dropped = 0
        self._closed = False
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
        self._send(pack({**header, **encoded, "id": token}, encoder.buffers, REQUEST_CAPS))
        try:
            answer, buffers = read(self._receive, ANSWER_CAPS)
            if answer.pop("id", None) != token:
                raise WireError("an answer to another question")
            decoder = Decoder(buffers, lambda handle: handle, tables=self._parent.tables)
            for name in ("ok", "arguments"):
                if name in answer:
                    answer[name] = decoder.decode(answer[name])
        except WireError as error:
            raise Garbled(str(error)) from None
        return answer

    def elsewhere(self) -> Channel:
        """A worker with the same limits, in another interpreter."""
        return Channel(self._parent.other(), self._limits)

    def close(self) -> None:
        """Reads what the worker last printed, and has it ended; `WarmParent.settle` waits for that."""
        if self._closed:
            return
        self._closed = True
        self._selector.close()
        self._socket.close()
        self._drain()
        os.close(self._output)
        self._parent.discard(self.pid)

    def _finish(self, grace: float) -> Ending:
        self._closed = True
        self._selector.close()
        self._socket.close()
        try:
            return self._parent.reap(self.pid, grace)
        finally:
            self._drain()
            os.close(self._output)

    def _send(self, pieces: list[memoryview | bytes]) -> None:
        """Writes the pieces of a frame, many at a time, until the deadline."""
        views = [memoryview(piece).cast("B") for piece in pieces if len(piece)]
        first = 0
        while first < len(views):
            try:
                sent = self._socket.sendmsg(views[first : first + MOST_PIECES])
            except BlockingIOError:
                self._wait(selectors.EVENT_WRITE)
                continue
            except OSError:
                self._lost()
            while first < len(views) and sent >= len(views[first]):
                sent -= len(views[first])
                first += 1
            if sent:
                views[first] = views[first][sent:]

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

    def _lost(self) -> NoReturn:
        raise Died(self._finish(EXIT_GRACE))

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
