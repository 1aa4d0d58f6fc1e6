"""Logistic regression by gradient descent (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3)."""

import numpy as np


class LogisticRegression:
    """A binary classifier; minimizes the mean cross-entropy plus l2 / 2 times the squared norm of the weights."""

    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr, self.epochs, self.l2 = lr, epochs, l2

    def fit(self, X, y):
        """Train on X (n, d) and labels y (n,) from zeros, with `epochs` full-batch updates."""
        X = np.asarray(X, dtype=float)
        y = np.asarray(y, dtype=float)
        n, d = X.shape
        self.weights = np.zeros(d)
        self.bias = 0.0
        for _ in range(self.epochs):
            error = self.predict_proba(X) - y  # (n,)
            gradient = X.T @ error / n + self.l2 * self.weights  # (d,)
            self.weights = self.weights - self.lr * gradient
            self.bias = self.bias - self.lr * error.mean()
        return self

    def predict_proba(self, X):
        """The probability of label 1 for each row of X (n, d): (n,)."""
        return sigmoid(np.asarray(X, dtype=float) @ self.weights + self.bias)

    def predict(self, X):
        """The labels, 0 or 1, of the rows of X: (n,)."""
        return (self.predict_proba(X) >= 0.5).astype(int)


def sigmoid(z):
    """1 / (1 + exp(-z)) without ever taking the exponential of a large number."""
    small = np.exp(-np.abs(z))  # in (0, 1]
    return np.where(z >= 0, 1, small) / (1 + small)
