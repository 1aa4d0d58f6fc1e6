"""The hostile files, what is right for each, and how one is graded and what it left is found."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import mockml
from mockml.judge.outcomes import Verdict
from mockml.judge.process import Limits
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from mockml.judge.worker import syscalls

HOSTILE = Path(__file__).parent / "hostile"
PROBLEM = HOSTILE / "problem"
SECONDS = 5.0
MEMORY = 256 << 20
SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Attack:
    """A hostile file: what it tries, which outcomes are right, and its limit in seconds."""

    path: Path
    tries: str
    right: frozenset[str]
    seconds: float

    @property
    def name(self) -> str:
        """Its family and name."""
        return f"{self.path.parent.name}-{self.path.stem}"


def attacks() -> list[Attack]:
    """Every hostile file. Those that make system calls by number are for x86-64."""
    found = []
    for path in sorted(HOSTILE.glob("*/*.py")):
        if path.parent == PROBLEM:
            continue
        lines = [line.removeprefix("# ") for line in path.read_text().splitlines()[:3]]
        heads = dict(line.split(": ", 1) for line in lines if line.startswith(("attack: ", "right: ", "limit: ")))
        if path.stem.startswith("call_") and syscalls.table() != syscalls.table("x86_64"):
            continue
        right = frozenset(heads["right"].split(", "))
        found.append(Attack(path, heads["attack"], right, float(heads.get("limit", SECONDS))))
    return found


@dataclass(frozen=True, slots=True)
class Scene:
    """What an attack may go after: a folder that may be sacrificed, sockets that listen, and this process."""

    folder: Path
    words: dict[str, str]

    def text(self, attack: Attack) -> str:
        """The attack's source, aimed at this scene."""
        source = attack.path.read_text()
        for word, value in self.words.items():
            source = source.replace(f"@{word}@", value)
        return source

    def files(self) -> list[str]:
        """Everything that is in the folder."""
        return sorted(f"{path.relative_to(self.folder)} {path.stat().st_mtime_ns}" for path in self.folder.rglob("*"))


@contextmanager
def scene(folder: Path) -> Iterator[Scene]:
    """A scene in a folder, with a TCP, a Unix and an abstract socket that listen."""
    victim = folder / "victim"
    (victim / "empty").mkdir(parents=True)
    (victim / "kept").write_text("kept")
    private = folder / "private.txt"
    private.write_text("private")
    with ExitStack() as stack:
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(str(folder / "s"))
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        abstract.bind(f"\0mockml-test-{os.getpid()}")
        for server in (unix, abstract):
            server.listen()
        words = {
            "FOLDER": str(victim),
            "PRIVATE": str(private),
            "CASES": str(PROBLEM / "cases.py"),
            "PACKAGE": str(Path(mockml.__file__).parent),
            "GRADER": str(os.getpid()),
            "TCP": str(tcp.getsockname()[1]),
            "UNIX": str(folder / "s"),
            "ABSTRACT": f"mockml-test-{os.getpid()}",
        }
        yield Scene(victim, words)


def open_judge() -> Judge:
    """A judge of the problem that is attacked, warm."""
    judge = Judge("hostile", PROBLEM, requires=["numpy"], limits=Limits(seconds=SECONDS, memory=MEMORY))
    judge.isolation()
    return judge


def carry_out(judge: Judge, attack: Attack, place: Scene) -> Verdict:
    """The verdict on an attack."""
    judge.limits = replace(judge.limits, seconds=attack.seconds)
    return judge.grade(Submission(place.text(attack), "/somewhere/hostile.py"), 1)


def faults(judge: Judge, attack: Attack, place: Scene, before: list[str]) -> list[str]:
    """What is not as it should be after an attack: outcomes, times, processes, files, descriptors, threads."""
    opened, threads = descriptors(), threading.active_count()
    verdict = carry_out(judge, attack, place)
    found = [f"{case.id}: {case.outcome}: {case.message}" for case in verdict.cases if case.outcome not in attack.right]
    found += [f"{case.id}: took {case.seconds} s" for case in verdict.cases if case.seconds > attack.seconds + SLACK]
    if verdict.verdict == "passed" and "passed" not in attack.right:
        found.append("passed as a whole")
    judge.warm().settle()
    if left := children(judge.warm().pid):
        found.append(f"processes left: {left}")
    if place.files() != before:
        found.append(f"files: {place.files()}")
    if descriptors() != opened:
        found.append(f"descriptors: {opened} before, {descriptors()} after")
    if threading.active_count() != threads:
        found.append("a thread of the judge's is left")
    return found


def children(pid: int) -> list[str]:
    """The processes below a process."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.split("\n")[:-1]


def descriptors() -> int:
    """How many descriptors this process has open."""
    return sum(_is_open(number) for number in range(256))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def main(folder: str, *names: str) -> None:
    """Carries out the attacks of these names, or all, and prints what is wrong: for another user's process."""
    chosen = [attack for attack in attacks() if not names or attack.name in names]
    with scene(Path(folder)) as place, open_judge() as judge:
        before = place.files()
        for attack in chosen:
            for line in faults(judge, attack, place, before):
                print(f"{attack.name}: {line}")
    print(f"{len(chosen)} attacks")


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
