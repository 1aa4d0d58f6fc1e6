"""How like a question is to groups of known ones: four measures of a vector-space model (Manning and others, 2008)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

TOPIC, ANSWER = 2.0, 0.7  # what a word of a topic, and of an answer, counts beside one of a way of asking
SMOOTHING = 0.3
FLOOR = 1e-3


class View:
    """Groups of known questions, seen as bags of words."""

    def __init__(
        self,
        split: Callable[[str], list[str]],
        asks: Sequence[Sequence[str]],
        told: Sequence[tuple[str, str]],
    ) -> None:
        """`asks` are the groups' ways of asking; `told` are each group's topic and answer."""
        self._split = split
        count = Counter(word for group in asks for word in {word for ask in group for word in split(ask)})
        self._weight = {word: math.log(1 + len(asks) / n) for word, n in count.items()}
        self._rare = math.log(1 + len(asks))
        self._asks = [[(_unit(self._vector(ask)), _unit(_trigrams(split(ask)))) for ask in group] for group in asks]
        self._together = [_unit(self._of_all(group)) for group in asks]
        self._bags = [_bag(split, group, *told[i]) for i, group in enumerate(asks)]
        self._all: dict[str, float] = {}
        for bag in self._bags:
            for word, n in bag.items():
                self._all[word] = self._all.get(word, 0.0) + n
        self._total = sum(self._all.values())

    def measure(self, question: str) -> list[tuple[float, float, float, float]]:
        """For each group: the nearest ask by cosine, by trigrams, all asks together by cosine, and naive Bayes."""
        words = self._split(question)
        vector, letters = _unit(self._vector(question)), _unit(_trigrams(words))
        return [
            (
                max((_cosine(vector, known) for known, _ in asks), default=0.0),
                max((_cosine(letters, known) for _, known in asks), default=0.0),
                _cosine(vector, together),
                self._bayes(set(words), bag),
            )
            for asks, together, bag in zip(self._asks, self._together, self._bags, strict=True)
        ]

    def unknown(self, question: str) -> float:
        """The share of a question's weight that is in words of no group."""
        vector = self._vector(question)
        return sum(w for word, w in vector.items() if word not in self._weight) / (sum(vector.values()) or 1.0)

    def weight(self, word: str) -> float:
        """The inverse frequency of a word among the groups."""
        return self._weight.get(word, self._rare)

    def _vector(self, text: str) -> dict[str, float]:
        return {word: self.weight(word) for word in self._split(text)}

    def _of_all(self, group: Sequence[str]) -> dict[str, float]:
        count = Counter(word for ask in group for word in set(self._split(ask)))
        return {word: (1 + math.log(n)) * self.weight(word) for word, n in count.items()}

    def _bayes(self, words: set[str], bag: Mapping[str, float]) -> float:
        """The mean log-likelihood of a question's known words in a group, against all groups."""
        size, found = sum(bag.values()) or 1.0, 0.0
        for word in words & self._all.keys():
            share = self._all[word] / self._total
            prior = SMOOTHING * share * len(self._all) * 0.05 + FLOOR
            found += math.log((bag.get(word, 0.0) + prior) / size / share)
        return found / (1 + len(words))


def _bag(split: Callable[[str], list[str]], group: Sequence[str], topic: str, answer: str) -> dict[str, float]:
    bag: dict[str, float] = {}
    weighed = [*((1.0, word) for ask in group for word in set(split(ask)))]
    weighed += [*((TOPIC, word) for word in split(topic)), *((ANSWER, word) for word in split(answer))]
    for weight, word in weighed:
        bag[word] = bag.get(word, 0.0) + weight
    return bag


def _trigrams(words: Sequence[str]) -> dict[str, float]:
    joined = f" {' '.join(words)} "
    return dict(Counter(joined[i : i + 3] for i in range(len(joined) - 2)))


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    """A sparse vector at length 1; an empty one stays empty."""
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {key: weight / length for key, weight in vector.items()}


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two sparse vectors of length 1; 0 where one is empty."""
    return sum(weight * right[key] for key, weight in left.items() if key in right)
