"""From a candidate's free text to the clarification it asks for, or an honest "none of them".

A question is compared with every way of asking that the problem lists, by the cosine of weighted word stems
and of letter trigrams (a textbook vector-space model). Rare words weigh more; what all questions share, little.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mockml.bank.spec import Clarification

WORD = re.compile(r"[a-z0-9]+")
STOP = frozenset(
    [
        "a",
        "about",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "assume",
        "assuming",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "do",
        "does",
        "expect",
        "expected",
        "for",
        "from",
        "get",
        "give",
        "given",
        "going",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "let",
        "lets",
        "me",
        "my",
        "need",
        "of",
        "ok",
        "okay",
        "on",
        "or",
        "our",
        "please",
        "shall",
        "should",
        "so",
        "some",
        "supposed",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "us",
        "want",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
SAME = {
    "initialise": "init", "initialize": "init", "initialised": "init", "initialized": "init",
    "initialization": "init", "initialisation": "init", "initial": "init", "starting": "start", "begin": "start",
    "normalise": "scale", "normalize": "scale", "normalized": "scale", "standardize": "scale", "standardise": "scale",
    "standardized": "scale", "scaled": "scale", "scaling": "scale", "metric": "distance", "halt": "stop",
    "terminate": "stop", "termination": "stop", "converge": "stop", "convergence": "stop", "stopping": "stop",
    "mse": "loss", "cost": "loss", "objective": "loss", "zeros": "zero", "tiebreak": "tie", "ties": "tie",
    "euclidian": "euclidean", "l2": "euclidean", "manhattan": "distance", "l1": "distance",
    "observations": "point", "samples": "point", "sample": "point", "rows": "point", "row": "point",
    "identical": "duplicate", "same": "duplicate", "repeated": "duplicate", "raise": "exception",
    "nobody": "empty", "none": "empty", "loses": "empty", "lose": "empty", "members": "point",
}  # fmt: skip
ANSWERED = 0.43
CLEAR_LEAD = 0.05
UNSURE = 0.34


@dataclass(frozen=True, slots=True)
class Match:
    """The clarifications a question may mean, best first: one is an answer, two a "which?", none is none."""

    found: tuple[Clarification, ...]
    score: float


def stems(text: str) -> list[str]:
    """The words of a text that carry meaning, brought to a common form."""
    words = [SAME.get(word, word) for word in WORD.findall(text.lower().replace("'", ""))]
    return [SAME.get(stem, stem) for word in words if word not in STOP for stem in [_stem(word)]]


def _stem(word: str) -> str:
    for ending in ("ization", "isation", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


class Matcher:
    """Finds what a question is about among a problem's clarifications."""

    def __init__(self, clarifications: Sequence[Clarification]) -> None:
        asks = [(c, way) for c in clarifications for way in [*c.asks, c.topic]]
        count = Counter(stem for c in clarifications for stem in set(_all_stems(c)))
        self._weight = {s: math.log(1 + len(clarifications) / n) for s, n in count.items()}
        self._rare = math.log(1 + len(clarifications))
        self._known = [(c, self._vector(way), _trigrams(way)) for c, way in asks]

    def match(self, question: str) -> Match:
        """The clarification a question means, two where it could be either, none where it is about neither."""
        vector, letters = self._vector(question), _trigrams(question)
        best: dict[str, tuple[float, Clarification]] = {}
        for clarification, known, known_letters in self._known:
            score = 0.75 * _cosine(vector, known) + 0.25 * _cosine(letters, known_letters)
            if score > best.get(clarification.id, (0.0, clarification))[0]:
                best[clarification.id] = (score, clarification)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))
        if not ranked or ranked[0][0] < UNSURE:
            return Match((), ranked[0][0] if ranked else 0.0)
        top = ranked[0][0]
        rivals = [c for score, c in ranked[1:2] if score >= UNSURE and top - score < CLEAR_LEAD]
        if top >= ANSWERED and not rivals:
            return Match((ranked[0][1],), top)
        if rivals:
            return Match((ranked[0][1], rivals[0]), top)
        return Match((), top)

    def _vector(self, text: str) -> dict[str, float]:
        return {stem: self._weight.get(stem, self._rare) for stem in stems(text)}


def _all_stems(clarification: Clarification) -> list[str]:
    return [stem for way in [*clarification.asks, clarification.topic] for stem in stems(way)]


def _trigrams(text: str) -> dict[str, float]:
    joined = f" {' '.join(stems(text))} "
    return dict(Counter(joined[i : i + 3] for i in range(len(joined) - 2)))


def _cosine(left: dict[str, float], right: dict[str, float]) -> float:
    shared = sum(weight * right[key] for key, weight in left.items() if key in right)
    if not shared:
        return 0.0
    lengths = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    return shared / lengths
