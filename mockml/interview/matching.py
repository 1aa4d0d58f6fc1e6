"""From a candidate's free text to the clarification it asks for, or an honest "none of them".

A question is compared with every way of asking that the problem lists, in two views: plain word stems, and stems in
which synonyms are one. Four textbook measures of a view (the nearest way of asking by cosine, by letter trigrams, all
ways together by cosine, and naive Bayes) are weighed by a softmax over the clarifications and the questions that are
left open; `bench/matching.py` fits the weights to labelled questions and prints what they are worth on others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mockml.bank.spec import Clarification
from mockml.interview.likeness import View
from mockml.words import plain_stems, stems

# For the synonyms' view and the plain one: nearest, trigrams, together, naive Bayes.
WEIGHTS = ((-0.34, 5.10, 9.54, 0.64), (-0.42, 2.01, 7.54, 0.21))
OPEN, GENERAL, OPEN_UNKNOWN, OPEN_LENGTH = 2.95, -1.12, 0.86, -1.85
SURE = 0.62
EITHER = 0.8  # two clarifications that together are as likely as this are asked back about
LONG = 6  # words with a meaning; longer questions count as this long
ASKS = re.compile(
    r"\?|\b(what|which|how|where|when|why|who|whether|or|any)\b"
    r"|^\W*((so|and|ok|okay|hm+|well|also|but|then)\W+)*(is|are|do|does|did|can|could|may|might|must|should|shall|will|"
    r"would|am|has|have)\b"
    r"|\b(correct|true|not|that so|is it|yes|no|please|needed|allowed|possible|do we care)\W*$",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"^\W*(ok|okay|alright|right|great|good|fine|thanks?|thank you|understood|clear|got it|makes sense|perfect|cool"
    r"|noted|i'?ll|i will|i would|i'?m going|i am going|i check|let me|let's|my plan|first|then|so|next|as a test|that"
    r"|each|both|the|\w+ (rounding|keeps|means|costs))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """The clarifications a question may mean, best first: one is an answer, two a "which?", none is none."""

    found: tuple[Clarification, ...]
    score: float


def is_statement(text: str) -> bool:
    """Whether a line tells something rather than asks: to be noted, not to be answered. In doubt, it asks."""
    return bool(TELLS.search(text)) and not ASKS.search(text)


class Matcher:
    """Finds what a question is about among a problem's clarifications and what every problem answers alike."""

    def __init__(
        self,
        own: Sequence[Clarification],
        general: Sequence[Clarification] = (),
        left_open: Sequence[str] = (),
    ) -> None:
        self._known: tuple[Clarification, ...] = (*own, *general)
        self._general = len(own)
        self._open = list(left_open)

    def match(self, question: str) -> Match:
        """The clarification a question means, two where it could be either, none where it is about neither."""
        if not self._known or not stems(question):
            return Match((), 0.0)
        shares = _softmax(
            [sum(w * x for w, x in zip(flat_weights(), row, strict=True)) for row in self.features(question)]
        )
        ranked = sorted(zip(shares, (*self._known, None), strict=False), key=lambda pair: -pair[0])
        (best, first), (next_best, second) = ranked[0], (*ranked, (0.0, None))[1]
        if first is None:
            return Match((), best)
        if best >= SURE:
            return Match((first,), best)
        if second is not None and best + next_best >= EITHER:
            return Match((first, second), best)
        return Match((), best)

    def features(self, question: str) -> list[list[float]]:
        """What is measured of each clarification, and last of what is left open where that is known."""
        merged, plain = self._views
        rows = [[*a, *b] for a, b in zip(merged.measure(question), plain.measure(question), strict=True)]
        length = min(len(set(stems(question))), LONG) / LONG
        unknown = merged.unknown(question)
        for i, row in enumerate(rows):
            is_open = float(i == len(self._known))
            row += [is_open, float(self._general <= i < len(self._known)), is_open * unknown, is_open * length]
        return rows

    @cached_property
    def _views(self) -> tuple[View, View]:
        asks = [[*c.asks, c.topic] for c in self._known]
        told = [(c.topic, c.answer) for c in self._known]
        if self._open:
            asks, told = [*asks, self._open], [*told, ("", "")]
        return View(stems, asks, told), View(plain_stems, asks, told)


def misheard(own: Sequence[Clarification], general: Sequence[Clarification], left_open: Sequence[str]) -> list[str]:
    """The listed ways of asking that would not get their own answer, each with what the interviewer makes of it."""
    matcher = Matcher(own, general, left_open)
    lines = []
    for clarification in own:
        for ask in clarification.asks:
            found = matcher.match(ask).found
            if is_statement(ask):
                lines.append(f"{clarification.id}: {ask!r} is taken for a statement, and not answered")
            elif clarification not in found:
                meant = f"is answered as {found[0].id}" if found else "is not understood"
                lines.append(
                    f"{clarification.id}: {ask!r} {meant}; ask it in other words, or list more that are like it"
                )
    return lines


def flat_weights() -> tuple[float, ...]:
    """The weights in the order of the features."""
    return (*WEIGHTS[0], *WEIGHTS[1], OPEN, GENERAL, OPEN_UNKNOWN, OPEN_LENGTH)


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]
