# mockml: binary-cross-entropy
from dataclasses import dataclass

import numpy as np


@dataclass
class Bernoulli:
    p: np.ndarray

    def log_likelihood(self, y):
        return np.where(y == 1, np.log(self.p), np.log1p(-self.p))

    def score(self, y):
        return np.where(y == 1, 1 / self.p, -1 / (1 - self.p))


class BadBatch(ValueError):
    pass


def binary_cross_entropy(y_true: list, y_prob: list) -> tuple:
    y, p = np.asarray(y_true), np.asarray(y_prob, dtype=float)
    if y.ndim != 1 or len(y) != len(p) or len(y) == 0:
        raise BadBatch("expected two non-empty sequences of one length")
    model = Bernoulli(np.clip(p, 1e-8, 1 - 1e-8))
    return -model.log_likelihood(y).mean(), [float(-s) / len(y) for s in model.score(y)]


def test_coin():
    assert abs(binary_cross_entropy([1], [0.5])[0] - np.log(2)) < 1e-12


if __name__ == "__main__":
    test_coin()
    print("ok")
