# mockml: logistic-regression
"""Accumulates the full-batch gradient chunk by chunk, as one would for data on disk."""

import numpy as np

CHUNK = 16


def chunks(X, y):
    for start in range(0, len(y), CHUNK):
        yield X[start : start + CHUNK], y[start : start + CHUNK]


def stable(z):
    z = np.maximum(np.minimum(z, 700.0), -700.0)
    return 1.0 / (1.0 + np.exp(-z))


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.learning_rate, self.rounds, self.penalty = lr, epochs, l2

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        weights, bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.rounds):
            dw, db = np.zeros_like(weights), 0.0
            for part, labels in chunks(X, y):
                error = stable(part @ weights + bias) - labels
                dw += error @ part
                db += error.sum()
            weights = weights - self.learning_rate * (dw / len(y) + self.penalty * weights)
            bias -= self.learning_rate * db / len(y)
        self.weights, self.bias = weights, np.float64(bias)
        return self

    def predict_proba(self, X):
        return stable(np.asarray(X, dtype=float) @ self.weights + self.bias)

    def predict(self, X):
        return [int(p >= 0.5) for p in self.predict_proba(X)]
