"""Metrics by exact counting: pairs in a Counter, rates as fractions, the area as a sum of whole half-wins."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any


def confusion_matrix(y_true: Any, y_pred: Any, n_classes: int) -> list[list[int]]:
    """How often each class was taken for each."""
    pairs = Counter((int(t), int(p)) for t, p in zip(y_true, y_pred, strict=True))
    return [[pairs[truth, predicted] for predicted in range(n_classes)] for truth in range(n_classes)]


def precision_recall_f1(y_true: Any, y_pred: Any) -> tuple[float, float, float]:
    """The three rates; F1 in the form without precision and recall, 2 TP / (2 TP + FP + FN)."""
    hits = sum(t == 1 and p == 1 for t, p in zip(y_true, y_pred, strict=True))
    claimed, there = (sum(label == 1 for label in labels) for labels in (y_pred, y_true))
    return share(hits, claimed), share(hits, there), share(2 * hits, claimed + there)


def share(part: int, whole: int) -> float:
    """The part of the whole, where nothing of nothing is nothing."""
    return float(Fraction(int(part), int(whole))) if whole else 0.0


def roc_auc(y_true: Any, scores: Any) -> float:
    """The wins of the positives, in halves, score by score from below."""
    negatives: Counter[float] = Counter()
    positives: Counter[float] = Counter()
    for label, score in zip(y_true, scores, strict=True):
        (positives if label == 1 else negatives)[score] += 1
    pairs = positives.total() * negatives.total()
    if pairs == 0:
        raise ValueError("roc_auc needs labels of both classes")
    half_wins = below = 0
    for score in sorted({*positives, *negatives}):
        half_wins += positives[score] * (2 * below + negatives[score])
        below += negatives[score]
    return float(Fraction(half_wins, 2 * pairs))
