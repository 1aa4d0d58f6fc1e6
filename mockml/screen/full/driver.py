"""Textual's driver, for a terminal that may go away in the middle: what can be shown to nobody is dropped."""

from __future__ import annotations

from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class _Terminal:
    """The terminal as a file to write on. Once it is gone, writing is no error and no wait."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._file = _Nowhere()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._file = _Nowhere()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Nowhere:
    def write(self, text: str) -> None:
        """Drops it."""

    def flush(self) -> None:
        """Nothing to do."""


class SteadyDriver(LinuxDriver):
    """Without this, the thread that writes ends at the first error, and the room waits for it for ever."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._file: Any = _Terminal(self._file)
