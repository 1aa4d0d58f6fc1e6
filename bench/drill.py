"""How soon a drill answers: `python bench/drill.py [--rounds N] [--idle SECONDS]`.

From save to verdict: a real `mockml drill` on a terminal; the solution file is replaced as editors do it, and the
clock runs until the verdict's line has been read from the terminal. What the same calls take in this process is the
solution's own time. Idle CPU: the share of one core that the drill, and all that it started, take while nobody types or
saves: right after a save, when another one is likely, and later.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from judge import _inside, build
from screen import Terminal, cpu, family

from mockml.screen.workout import AWAKE_SECONDS

NEVER = """

from mockml.judge import expect


@case("never", tag="core")
def never(candidate, rng):
    candidate.kmeans(np.ones((4, 2)), 2)
    expect.close(1.0, 2.0, "so that the drill goes on")
"""
PAUSE = 0.6  # seconds between a verdict and the next save, and up to as many more


def save(path: Path, text: str) -> None:
    """Replaces the file in one step."""
    made = path.with_suffix(".tmp")
    made.write_text(text)
    made.replace(path)


def answers(terminal: Terminal, path: Path, text: str, rounds: int) -> list[float]:
    """Seconds from each save to the verdict on the terminal."""
    taken = []
    for number in range(rounds + 2):
        terminal.drain(0.0)
        until = time.perf_counter() + PAUSE * (1 + random.random())
        while time.perf_counter() < until:
            terminal.drain(0.05)
        seen = terminal.seen.count(b"10 of 11")
        began = time.perf_counter()
        save(path, f"{text}\n# edit {number}\n")
        while terminal.seen.count(b"10 of 11") == seen:
            terminal.drain(5.0)
        taken.append(time.perf_counter() - began)
    return taken[2:]


def idle(terminal: Terminal, seconds: float) -> tuple[float, float]:
    """Percent of a core that the drill takes, and that all its processes take."""
    pids = family(terminal.process.pid)
    before, began = [cpu(pid) for pid in pids], time.perf_counter()
    while time.perf_counter() < began + seconds:
        terminal.drain(0.2)
    used, took = [cpu(pid) - was for pid, was in zip(pids, before, strict=True)], time.perf_counter() - began
    return 100 * used[0] / took, 100 * sum(used) / took


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--idle", type=float, default=20.0)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mockml-bench-") as name:
        folder = Path(name)
        problem = build(folder)
        with (problem / "cases.py").open("a") as file:
            file.write(NEVER)
        text = (folder / "kmeans.py").read_text()
        words = [sys.executable, "-m", "mockml", "drill", str(problem), "--file", "mine.py", "--minutes", "60"]
        terminal = Terminal(words, folder)
        try:
            terminal.seconds_until(b"Save the file")
            path = folder / "mine.py"
            taken = answers(terminal, path, text, wanted.rounds)
            own = statistics.median(_inside(text) for _ in range(9))
            awake, _ = idle(terminal, wanted.idle)
            time.sleep(max(AWAKE_SECONDS - wanted.idle, 0.0))
            rest, everything = idle(terminal, wanted.idle)
        finally:
            terminal.close()
    median, tenth = statistics.median(taken), sorted(taken)[int(0.9 * len(taken))]
    print(f"{wanted.rounds} saves, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"save to verdict on the terminal, median   {1000 * median:7.1f} ms")
    print(f"save to verdict, nine of ten within       {1000 * tenth:7.1f} ms")
    print(f"the solution's own time                   {1000 * own:7.1f} ms")
    print(f"beyond the solution's own time, median    {1000 * (median - own):7.1f} ms   aim: below 100")
    print(f"idle CPU, right after a save              {awake:7.2f} % of a core   aim: below 1")
    print(f"idle CPU, later                           {rest:7.2f} % of a core   aim: below 1")
    print(f"idle CPU of all its processes, later      {everything:7.2f} % of a core")


if __name__ == "__main__":
    main()
