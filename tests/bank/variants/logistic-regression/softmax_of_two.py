# mockml: logistic-regression
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


class LogisticRegression:
    """Two-class softmax whose first class has a logit of zero."""

    def __init__(self, lr: float = 0.1, epochs: int = 1000, l2: float = 0.0) -> None:
        self.lr, self.epochs, self.l2 = lr, epochs, l2
        self.parameters: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        parameters = self.__dict__.get("parameters", {})
        if name not in parameters:
            raise AttributeError(name)
        return parameters[name]

    def fit(self, X: ArrayLike, y: ArrayLike) -> dict[str, Any]:
        X = np.atleast_2d(np.array(X, dtype=np.float64, order="F"))
        classes = np.eye(2)[np.array(y).astype(np.intp)]
        w, b = np.zeros((X.shape[1], 1)), np.zeros(1)
        for _ in range(self.epochs):
            delta = (classes[:, 1:] - self._softmax(X, w, b)[:, 1:]) / X.shape[0]
            up_w, up_b = X.T @ delta - self.l2 * w, delta.sum(axis=0)
            w, b = w + self.lr * up_w, b + self.lr * up_b
        self.parameters = {"weights": np.squeeze(w, axis=1), "bias": b}
        return self.parameters

    @staticmethod
    def _softmax(X: NDArray[Any], w: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
        z = X @ w + b
        logits = np.concatenate([np.zeros_like(z), z], axis=1)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def predict_proba(self, X: ArrayLike) -> NDArray[Any]:
        return self._softmax(np.asarray(X, dtype=np.float64), self.weights[:, None], self.bias)[:, 1]

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        return self.predict_proba(X) >= 0.5
