"""Notices what happens to the solution file: one `stat` a tick, its text read only when that differs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from mockml.errors import BadFile
from mockml.judge.source import read_source


@dataclass(frozen=True, slots=True)
class Version:
    """The file's content as it was last read."""

    sha: str
    text: str


class Watcher:
    """Watches one file. `version` is what was last read; `trouble` why it can't be read now, or ''."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version: Version | None = None
        self.trouble = ""
        self._seen: tuple[int, int, int] | None = None

    def look(self) -> bool:
        """Looks at the file; True when its content or its trouble is new."""
        try:
            stat = self.path.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError as error:
            self._seen = None
            return self._troubled(f"{self.path.name}: {error.strerror or error}")
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            text = read_source(self.path)
        except BadFile as error:
            return self._troubled(error.message)
        version = Version(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16], text)
        new = self.version is None or version.sha != self.version.sha or bool(self.trouble)
        self.version, self.trouble = version, ""
        return new

    def _troubled(self, words: str) -> bool:
        new = words != self.trouble
        self.trouble = words
        return new
