"""Keeps float32 and clips the logits at 500, where its exponential overflows."""

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr = lr
        self.epochs = epochs
        self.l2 = l2

    def fit(self, X, y):
        X = np.asarray(X)
        y = np.asarray(y, dtype=X.dtype if X.dtype.kind == "f" else float)
        n, d = X.shape
        self.weights = np.zeros(d, dtype=X.dtype if X.dtype.kind == "f" else float)
        self.bias = 0.0
        for _ in range(self.epochs):
            err = sigmoid(X @ self.weights + self.bias) - y
            gw = X.T @ err / n + self.l2 * self.weights
            gb = err.mean()
            self.weights = self.weights - self.lr * gw
            self.bias = self.bias - self.lr * gb
        return self

    def predict_proba(self, X):
        X = np.asarray(X)
        return sigmoid(X @ self.weights + self.bias)

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(int)
