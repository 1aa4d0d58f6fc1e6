"""What `mockml start` offers when no problem is named."""

from __future__ import annotations

import random
import sys
import time

from mockml.bank.library import Bank
from mockml.bank.needs import missing, need_installed
from mockml.cli.output import narrate
from mockml.errors import NotFound, UsageProblem, nearest


def choose(bank: Bank, pattern: str | None, difficulty: str | None) -> str:
    """The problem to sit: offered at a terminal, taken without asking elsewhere. Raises NotFound where none fits."""
    from mockml.practice.offering import DIFFICULTIES, offers
    from mockml.practice.schedule import KEPT, fold
    from mockml.record.database import Record
    from mockml.record.practice import Practice, local_date

    if difficulty is not None and difficulty not in DIFFICULTIES:
        raise UsageProblem(f"--difficulty {difficulty}: there is none of that name", nearest(difficulty, DIFFICULTIES))
    cards = bank.cards()
    patterns = sorted({card.pattern for card in cards})
    if pattern is not None and pattern not in patterns:
        raise NotFound(f"no problem is of the pattern {pattern}", nearest(pattern, patterns))
    fitting = [card for card in cards if pattern in (None, card.pattern) and difficulty in (None, card.difficulty)]
    if not fitting:
        raise NotFound("no problem is like that", "mockml list shows what there is")
    here = [card for card in fitting if not missing(card)]
    if not here:
        need_installed(fitting[0])
    with Record.open() as record:
        sat = fold(Practice(record).recent(KEPT))
    titles = {card.id: f"{card.title}, {card.difficulty}" for card in cards}
    offered = list(offers(here, sat, local_date(time.time(), None), random.Random()))  # noqa: S311 - no secret
    for name, why in offered:
        narrate(f"mockml: {name} ({titles[name]}): {why}")
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return name
        answer = _ask()
        if answer in ("", "y", "yes"):
            return name
        if answer not in ("n", "no", "next"):
            return answer
    narrate("mockml: that was all of them")
    return offered[0][0]


def _ask() -> str:
    """What is answered to an offer; Ctrl-C and the end of input leave, as everywhere."""
    print("Enter takes it, n offers another, or name one: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip().lower()
