"""A candidate who is a script, for the rounds of a loop: through the real seat, judge and record, by a fast clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mockml.bank.library import Bank
from mockml.bank.loops import TALKED
from mockml.host.looproom import LoopRoom, Standing, standings
from mockml.interview.clock import ScriptedClock
from mockml.record.database import Record
from mockml.record.loops import LoopRow, Loops
from mockml.screen.demo import SCRIPT

POINTS = "1 2 3 4"


class Candidate:
    """Sits the rounds of one loop."""

    def __init__(self, record: Record, folder: Path, name: str = "new-grad") -> None:
        self.record, self.folder, self.clock, self.bank = record, folder, ScriptedClock(), Bank()
        self.number = Loops(record).begin(self.bank.loop(name), self.clock.now()).id

    @property
    def loop(self) -> LoopRow:
        """The loop as the record has it."""
        return Loops(self.record).get(self.number)

    @property
    def rounds(self) -> list[Standing]:
        """Where each round stands."""
        return standings(self.record, self.loop)

    @property
    def states(self) -> list[str]:
        """The states of the rounds."""
        return [one.state for one in self.rounds]

    def room(self) -> LoopRoom:
        """The room as another day finds it: from the record alone."""
        return LoopRoom(self.loop, self.bank, self.record, self.clock, self.folder)

    def sit(self, number: int, *, acts: int | None = None, lines: Iterable[str] | None = None) -> list[str]:
        """Sits a round, or some acts or lines of it; what is shown."""
        at = self.rounds[number - 1]
        return self._answer(at, lines) if at.round.kind in TALKED else self._interview(at, acts)

    def _interview(self, at: Standing, acts: int | None) -> list[str]:
        """Plays the demo's candidate on k-means."""
        shown: list[str] = []
        with self.room().interview(at, self.folder / "kmeans.py") as seated:
            seated.host.show = lambda line: shown.append(line.text)
            seated.begin()
            done = sum(event.kind in ("asked", "noted", "tried") for event in self.record.events(seated.session))
            script = [act for act in SCRIPT if act.kind != "tell"]
            for act in script[done if done else 0 : acts]:
                self.clock.advance(act.wait)
                seated.host.tick()
                if act.kind == "save":
                    seated.host.seat.path.write_text(act.text, encoding="utf-8")
                    seated.host.tick()
                else:
                    seated.host.line(act.text)
                    seated.host.wait()
            seated.host.leave()
        return shown

    def _answer(self, at: Standing, lines: Iterable[str] | None) -> list[str]:
        shown: list[str] = []
        with self.room().quiz(at) as quiz:
            quiz.show = lambda said: shown.append(said.text)
            quiz.begin()
            for line in _replies(shown) if lines is None else lines:
                if quiz.over:
                    break
                self.clock.advance(5.0)
                quiz.tick()
                quiz.line(line)
            quiz.leave()
        return shown


def _replies(shown: list[str]) -> Iterator[str]:
    """What to type to what was shown last: words, an empty line after them, the points made, on to the next."""
    while True:
        yield "words"
        yield ""
        if shown[-1].startswith("Enter accepts"):
            yield POINTS
            yield ""  # accepts them
            yield ""  # on to the next question
