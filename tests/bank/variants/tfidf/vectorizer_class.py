# mockml: tfidf
from __future__ import annotations

import string
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np


class Result(NamedTuple):
    matrix: np.ndarray
    vocabulary: OrderedDict


@dataclass
class Vectorizer:
    min_length: int = 2
    df: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        keep = set(string.ascii_lowercase + string.digits)
        self.table = {code: chr(code) if chr(code) in keep else " " for code in range(128)}
        self.table.update({ord(c): c.lower() for c in string.ascii_uppercase})

    def analyze(self, text: str) -> list[str]:
        return [t for t in text.translate(self.table).split() if len(t) >= self.min_length]

    def fit_transform(self, documents: list[str]) -> Result:
        analyzed = [Counter(self.analyze(d)) for d in documents]
        for counter in analyzed:
            self.df.update(counter.keys())
        if not self.df:
            raise ValueError("nothing to fit")
        vocabulary = OrderedDict((t, np.int64(i)) for i, t in enumerate(sorted(self.df)))
        n = len(documents)
        idf = np.array([np.log1p(n) - np.log1p(self.df[t]) + 1.0 for t in vocabulary])
        matrix = np.vstack([self.row(c, vocabulary) for c in analyzed]) * idf
        for row in matrix:  # views
            length = np.sqrt(row @ row)
            if length:
                row /= length
        return Result(matrix, vocabulary)

    @staticmethod
    def row(counter: Counter, vocabulary: OrderedDict) -> np.ndarray:
        return np.fromiter((counter[t] for t in vocabulary), dtype=float, count=len(vocabulary))


def tfidf(documents):
    return Vectorizer().fit_transform(documents)
