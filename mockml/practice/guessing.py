"""A first guess at the key points that an answer makes, for the candidate to correct.

Three things speak for a point: a sign of it, where no denial stands before; clauses that fit it better than any other
point of the question, by rare words; and that the answer as a whole speaks of the question. How much each counts was
fitted by logistic regression to one half of the labelled answers, and to answers to other questions, which make no
point at all; the other half is what tests/quiz measures it on. The length of an answer counts for nothing by itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockml.bank.questions import Question
from mockml.words import stems

# In the order of `evidence`: words of the longest sign, weight of the clauses won, mean weight over all points. The
# bias ticks from a chance of about a third on: to untick costs a candidate no more than to tick.
WEIGHTS = (0.6, 1.0, 2.0)
BIAS = -4.45

LONGEST_SIGN = 3  # more words than these make no sign more certain
SIGN = 3.0  # what a sign is worth, in weights of words, when points compete for a clause
BORROWED = 0.5  # a word from the model answer, beside one of the point itself
ASKED = 0.3  # a word of the question says little when it comes back
REACH = 5  # words before a sign in which a denial concerns it

CLAUSE = re.compile(r"[.;:!?](?:\s|$)|, (?=but|so|and|which|because)|\bbut\b")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
DENIAL = re.compile(
    r"\b(?:no|not|never|without|skip|ignore|unnecessary|needn't|cannot|(?:do|does|did|is|are|ca|wo|would|should)n't)\b"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    pattern: re.Pattern[str]
    denies: bool

    def found(self, clause: str) -> int:
        """The number of words that match; 0 where the sign is not there, or is denied and denies nothing itself."""
        match = self.pattern.search(clause)
        if match is None:
            return 0
        before = " ".join(clause[: match.start()].split()[-REACH:])
        return 0 if DENIAL.search(before) and not self.denies else len(match.group().split())


@dataclass(frozen=True, slots=True)
class _Look:
    """What one point is recognized by."""

    signs: tuple[_Sign, ...]
    weights: dict[str, float]

    def sign(self, clause: str) -> int:
        """The words of the longest sign in a clause."""
        return max(sign.found(clause) for sign in self.signs)

    def weigh(self, words: Iterable[str]) -> float:
        """What the words say of this point."""
        return sum(self.weights.get(word, 0.0) for word in words)


class Guesser:
    """Guesses the points of answers; how rare a word is, it learns from all `questions`."""

    def __init__(self, questions: Iterable[Question]) -> None:
        texts = [text for one in questions for text in (*(point.says for point in one.points), one.answer)]
        self._texts = len(texts)
        self._spread = Counter(word for text in texts for word in set(stems(text)))

    def guess(self, question: Question, answer: str) -> frozenset[str]:
        """The ids of the points that the answer seems to make."""
        found = self.evidence(question, answer)
        odds = [BIAS + sum(w * x for w, x in zip(WEIGHTS, row, strict=True)) for row in found]
        return frozenset(point.id for point, odd in zip(question.points, odds, strict=True) if odd > 0)

    def evidence(self, question: Question, answer: str) -> list[tuple[float, ...]]:
        """What speaks for each point, in the order of WEIGHTS."""
        looks = self._looks(question)
        clauses = [clause for clause in CLAUSE.split(_flat(answer)) if clause.strip()]
        longest, won = [0] * len(looks), [0.0] * len(looks)
        for clause in clauses:
            words = set(stems(clause))
            signs = [look.sign(clause) for look in looks]
            scores = [look.weigh(words) + SIGN * bool(sign) for look, sign in zip(looks, signs, strict=True)]
            best = max(range(len(looks)), key=scores.__getitem__)
            won[best] += scores[best]
            longest = [min(max(pair), LONGEST_SIGN) for pair in zip(longest, signs, strict=True)]
        said = set(stems(" . ".join(clauses)))
        topic = math.log1p(sum(look.weigh(said) for look in looks) / len(looks))
        return [(float(sign), math.log1p(weight), topic) for sign, weight in zip(longest, won, strict=True)]

    def _looks(self, question: Question) -> list[_Look]:
        signs = [tuple(_sign(text) for text in point.signs) for point in question.points]
        owned = [set(stems(" ".join([point.says, *point.signs]))) for point in question.points]
        lent = self._borrowed(question, signs)
        words = [dict.fromkeys(more, BORROWED) | dict.fromkeys(own, 1.0) for more, own in zip(lent, owned, strict=True)]
        asked = set(stems(question.ask))
        sharing = Counter(word for one in words for word in one)
        return [
            _Look(
                signs[i],
                {w: x * self._rarity(w) * (ASKED if w in asked else 1.0) / sharing[w] for w, x in one.items()},
            )
            for i, one in enumerate(words)
        ]

    def _borrowed(self, question: Question, signs: Sequence[Sequence[_Sign]]) -> list[set[str]]:
        """The words of the model answer's sentences, each given to the point that the sentence makes."""
        given: list[set[str]] = [set() for _ in question.points]
        says = [set(stems(point.says)) for point in question.points]
        for sentence in SENTENCE.split(question.answer):
            words, flat = set(stems(sentence)), _flat(sentence)
            scores = [
                sum(self._rarity(word) for word in words & say) + 2.0 * sum(bool(s.pattern.search(flat)) for s in own)
                for say, own in zip(says, signs, strict=True)
            ]
            best = max(range(len(scores)), key=scores.__getitem__)
            if scores[best] > 0:
                given[best] |= words
        return given

    def _rarity(self, word: str) -> float:
        return math.log((self._texts + 1) / (self._spread[word] + 0.5))


def _sign(text: str) -> _Sign:
    words = re.split(r"[\s-]+", _flat(text))
    return _Sign(re.compile(r"(?<![a-z0-9])" + r"[\s-]+".join(map(re.escape, words))), bool(DENIAL.search(_flat(text))))


def _flat(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())
