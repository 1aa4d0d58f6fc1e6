"""What the full screen costs: `python bench/screen.py [--rounds N] [--idle SECONDS]`.

First paint: from the command to the prompt on a terminal of 100x30, against the floor of the same run: a Textual
application with one line of text, and `python -c "import textual.app"`. Idle CPU: the share of one core that a session
takes while nobody types. Memory: of the room's process, and of all it started. Figures are medians.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    def compose(self):
        yield Static("a single line")
Floor().run()
"""
TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """A command on a pseudo-terminal."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.began = time.perf_counter()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "MOCKML_HOME": str(folder / "home")}
        self.process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=folder, start_new_session=True
        )
        os.close(slave)
        self.seen = b""

    def seconds_until(self, words: bytes) -> float:
        """Seconds from the start until some words were written."""
        while words not in self.seen:
            self.drain(0.5)
            if self.process.poll() is not None:
                raise SystemExit(f"ended early: {self.seen[-500:]!r}")
        return time.perf_counter() - self.began

    def drain(self, seconds: float) -> None:
        """Reads what is written within a time, as a terminal does."""
        if select.select([self._master], [], [], seconds)[0]:
            self.seen += os.read(self._master, 1 << 16)

    def close(self) -> None:
        """Ends it."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)


def first_paint(words: list[str], sign: bytes) -> float:
    """Seconds to the first screen, in a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(words, Path(folder))
        try:
            return terminal.seconds_until(sign)
        finally:
            terminal.close()


def plain_seconds(words: list[str]) -> float:
    """Seconds that a command takes from start to end."""
    began = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - began


def cpu(pid: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def private_mib(pid: int) -> float:
    """MiB of memory that no other process shares in full."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def idle(words: list[str], sign: bytes, seconds: float) -> dict[str, float]:
    """What a session takes while nothing happens."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(words, Path(folder))
        try:
            terminal.seconds_until(sign)
            until = time.perf_counter() + 5
            while time.perf_counter() < until:
                terminal.drain(0.1)
            pids = family(terminal.process.pid)
            before, began = [cpu(pid) for pid in pids], time.perf_counter()
            while time.perf_counter() < began + seconds:
                terminal.drain(0.1)
            used = [cpu(pid) - was for pid, was in zip(pids, before, strict=True)]
            took = time.perf_counter() - began
            return {
                "idle CPU of the room, % of a core": 100 * used[0] / took,
                "idle CPU of all its processes, % of a core": 100 * sum(used) / took,
                "memory of the room, MiB": private_mib(pids[0]),
                "memory of all its processes, MiB": sum(private_mib(pid) for pid in pids),
            }
        finally:
            terminal.close()


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--idle", type=float, default=30.0)
    wanted = parser.parse_args()
    room = [sys.executable, "-m", "mockml", "start", "kmeans"]
    taken: dict[str, list[float]] = {"mockml start, first screen": [], "a bare Textual screen": [], "import": []}
    for _ in range(wanted.rounds):
        taken["mockml start, first screen"].append(first_paint(room, b"CLARIFY"))
        taken["a bare Textual screen"].append(first_paint([sys.executable, "-c", FLOOR], b"a single line"))
        taken["import"].append(plain_seconds([sys.executable, "-c", "import textual.app"]))
    floor = statistics.median(taken["a bare Textual screen"])
    for name, values in taken.items():
        median = statistics.median(values)
        print(f"{name:<45} {1000 * median:7.0f} ms  {median / floor:5.2f} x a bare screen")
    for name, value in idle(room, b"CLARIFY", wanted.idle).items():
        print(f"{name:<45} {value:7.2f}")


if __name__ == "__main__":
    main()
