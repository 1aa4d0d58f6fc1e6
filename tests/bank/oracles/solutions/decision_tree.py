"""A tree that tries every split at every node, in fractions, so that no impurity is ever rounded."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np

Row = list[float]


class SimpleDecisionTree:
    """A greedy tree; a node is a label, or (feature, threshold, node below, node above)."""

    def __init__(self, max_depth: int = 10, min_samples: int = 2) -> None:
        self.max_depth = max_depth
        self.min_samples = min_samples
        self.root: Any = None

    def fit(self, X: Any, y: Any) -> None:
        """Grows the tree."""
        rows = [[float(value) for value in row] for row in X]
        self.root = self.node(rows, np.asarray(y).tolist(), 0)

    def node(self, rows: list[Row], labels: list[Any], depth: int) -> Any:
        """A leaf where a rule asks for one, or else the split with the lowest impurity."""
        stops = depth >= self.max_depth or len(labels) < self.min_samples
        split = None if stops else best_split(rows, labels)
        if split is None:
            return Counter(labels).most_common(1)[0][0]
        feature, threshold = split
        sides = []
        for below in (True, False):
            kept = [i for i, row in enumerate(rows) if (row[feature] <= threshold) == below]
            sides.append(self.node([rows[i] for i in kept], [labels[i] for i in kept], depth + 1))
        return feature, threshold, *sides

    def predict(self, X: Any) -> list[Any]:
        """The label of each row's leaf."""
        found = []
        for row in X:
            node = self.root
            while isinstance(node, tuple):
                feature, threshold, below, above = node
                node = below if float(row[feature]) <= threshold else above
            found.append(node)
        return found


def gini(labels: list[Any]) -> Fraction:
    """The chance that two labels, drawn with replacement, differ."""
    return 1 - Fraction(sum(count**2 for count in Counter(labels).values()), len(labels) ** 2)


def split_impurity(rows: list[Row], labels: list[Any], feature: int, threshold: float) -> Fraction:
    """The impurity of the two sides, weighted by their sizes."""
    sides: tuple[list[Any], list[Any]] = ([], [])
    for row, label in zip(rows, labels, strict=True):
        sides[row[feature] > threshold].append(label)
    return sum((len(side) * gini(side) for side in sides if side), Fraction(0)) / len(labels)


def best_split(rows: list[Row], labels: list[Any]) -> tuple[int, float] | None:
    """The first of the splits with the lowest impurity; None where it is not below that of the node."""
    lowest, found = gini(labels), None
    for feature in range(len(rows[0])):
        values = sorted({row[feature] for row in rows})
        for low, high in itertools.pairwise(values):
            middle = low + (high - low) / 2
            threshold = middle if low <= middle < high else low  # neighbours among floats have no middle
            impurity = split_impurity(rows, labels, feature, threshold)
            if impurity < lowest:
                lowest, found = impurity, (feature, threshold)
    return found
