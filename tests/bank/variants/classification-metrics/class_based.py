# mockml: classification-metrics
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Outcomes:
    tp: int
    fp: int
    fn: int

    @classmethod
    def of(cls, truth, predicted):
        truth, predicted = list(map(int, truth)), list(map(int, predicted))
        pairs = list(zip(truth, predicted))
        return cls(pairs.count((1, 1)), pairs.count((0, 1)), pairs.count((1, 0)))

    @property
    def precision(self):
        try:
            return self.tp / (self.tp + self.fp)
        except ZeroDivisionError:
            return 0.0

    @property
    def recall(self):
        try:
            return self.tp / (self.tp + self.fn)
        except ZeroDivisionError:
            return 0.0

    @property
    def f1(self):
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


class EmptyClass(ValueError):
    """A class has no samples."""


def confusion_matrix(y_true, y_pred, n_classes):
    m = [[0] * n_classes for _ in range(n_classes)]
    for t, p in zip(y_true, y_pred):
        m[int(t)][int(p)] += 1
    return np.array(m, dtype=float)


def precision_recall_f1(y_true, y_pred):
    o = Outcomes.of(y_true, y_pred)
    return (o.precision, o.recall, o.f1)


def roc_auc(y_true, scores):
    labels = np.asarray(y_true).astype(int)
    values = np.asarray(scores, dtype=np.float64)
    order = np.lexsort((labels, values))
    labels, values = labels[order], values[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    pos = np.add.reduceat(labels, starts)
    neg = np.add.reduceat(1 - labels, starts)
    if not pos.sum() or not neg.sum():
        raise EmptyClass("both labels have to occur")
    below = np.cumsum(neg) - neg
    return ((pos * below).sum() + (pos * neg).sum() / 2) / (pos.sum() * neg.sum())


if __name__ == "__main__":
    print(roc_auc([0, 1], [0.1, 0.2]))
