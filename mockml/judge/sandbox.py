"""What isolates a solution, in words: each layer active or not, by the attacks that were tried and what they did."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from mockml.errors import CannotJudge
from mockml.judge.outcomes import Layer

PROBE_SECONDS = 5.0
SWITCH = "MOCKML_JUDGE_WITHOUT"
MECHANISMS = ("landlock", "seccomp")


@dataclass(frozen=True, slots=True)
class Wall:
    """A layer: the attacks it must withstand, and what it means for the user when it does or does not."""

    layer: str
    attacks: tuple[str, ...]
    held: str
    open: str


WALLS = (
    Wall("memory", ("take more memory",), "memory is limited", "a solution can take all memory"),
    Wall(
        "filesystem",
        ("read a file", "write a file"),
        "a solution reads only Python and the packages that the problem needs, and writes nothing",
        "a solution can read this user's files, the hidden cases among them, or create and change some",
    ),
    Wall(
        "network",
        ("connect by TCP", "send by UDP", "open a Unix socket"),
        "a solution opens no connection",
        "a solution can open connections",
    ),
    Wall(
        "processes",
        ("start a process", "run a program"),
        "a solution starts no process and no program",
        "a solution can start processes and programs",
    ),
    Wall(
        "grader",
        ("read the grader's memory", "signal the grader"),
        "a solution reaches no other process",
        "a solution can reach this user's other processes, and perhaps the expected values in one",
    ),
)
ALWAYS = (
    Layer("process", True, "each case runs in a process of its own; expected values never enter it"),
    Layer("limits", True, "wall clock, CPU time, descriptors and file size are limited"),
)


def layers(report: bytes) -> tuple[Layer, ...]:
    """The layers by a probe's report, which names each attack and whether it succeeded. Silence is no proof."""
    try:
        found = json.loads(report)
    except ValueError:
        found = None
    found = found if isinstance(found, dict) else {}
    return (*ALWAYS, *(_layer(wall, found) for wall in WALLS))


def _layer(wall: Wall, found: dict[str, object]) -> Layer:
    got_through = [attack for attack in wall.attacks if found.get(attack) is not False]
    if not got_through:
        return Layer(wall.layer, True, wall.held)
    return Layer(wall.layer, False, f"{wall.open} (tried: {', '.join(got_through)})")


def absent(isolation: tuple[Layer, ...]) -> list[str]:
    """The names of the layers that are not active."""
    return [layer.layer for layer in isolation if not layer.active]


def switched_off() -> tuple[str, ...]:
    """Mechanisms that the environment asks to leave out, for systems on which they break something.

    Raises CannotJudge for a name that is none.
    """
    names = tuple(name for name in os.environ.get(SWITCH, "").replace(",", " ").split())
    for name in names:
        if name not in MECHANISMS:
            raise CannotJudge(f"{SWITCH}: no mechanism {name!r}", f"known: {', '.join(MECHANISMS)}")
    return names
