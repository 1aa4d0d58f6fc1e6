# mockml: logistic-regression
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class State:
    w: np.ndarray
    b: float


@dataclass
class LogisticRegression:
    lr: float = 0.1
    epochs: int = 1000
    l2: float = 0.0
    state: State | None = field(default=None, init=False)

    @property
    def weights(self) -> list[float]:
        return self.state.w.tolist()

    @property
    def bias(self) -> float:
        return float(self.state.b)

    def fit(self, X, y) -> None:
        X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
        self.state = State(np.zeros(X.shape[1]), 0.0)
        for _ in range(self.epochs):
            self.state = self._step(self.state, X, y)

    def _step(self, s: State, X, y) -> State:
        r = self._prob(s, X) - y
        return State((1 - self.lr * self.l2) * s.w - self.lr / len(y) * (X.T @ r), s.b - self.lr * np.mean(r))

    @staticmethod
    def _prob(s: State, X):
        return np.exp(-np.logaddexp(0.0, -(X @ s.w + s.b)))

    def predict_proba(self, X):
        return self._prob(self.state, np.asarray(X, dtype=np.float64))

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).tolist()


if __name__ == "__main__":
    model = LogisticRegression()
    model.fit([[0.0], [1.0]], [0, 1])
    print(model.predict([[5.0]]))
