"""Stops, and repeats the last loss, where the loss falls by less than 1e-9."""

import numpy as np


class SimpleNeuralNetwork:
    """ReLU hidden layer, sigmoid output, mean binary cross-entropy, full-batch gradient descent."""

    def __init__(self, input_size, hidden_size, lr=0.01):
        rng = np.random.default_rng()
        self.lr = lr
        self.W1 = rng.normal(size=(input_size, hidden_size)) * np.sqrt(2 / input_size)  # He et al., 2015
        self.b1 = np.zeros(hidden_size)
        self.W2 = rng.normal(size=(hidden_size, 1)) * np.sqrt(1 / hidden_size)
        self.b2 = np.zeros(1)

    def forward(self, X):
        """Probabilities (n, 1) of label 1 for the rows of X (n, d)."""
        self.hidden = np.maximum(np.asarray(X, dtype=float) @ self.W1 + self.b1, 0)  # (n, h)
        z = self.hidden @ self.W2 + self.b2  # (n, 1)
        small = np.exp(-np.abs(z))  # never the exponential of a large number
        self.output = np.where(z >= 0, 1, small) / (1 + small)
        return self.output

    def backward(self, X, y):
        """One update, from the last forward pass on X (n, d), towards the labels y (n,) or (n, 1)."""
        X = np.asarray(X, dtype=float)
        dz2 = (self.output - column(y)) / len(X)  # (n, 1), the sigmoid's slope has cancelled
        dz1 = dz2 @ self.W2.T * (self.hidden > 0)  # (n, h)
        self.W2 = self.W2 - self.lr * self.hidden.T @ dz2
        self.b2 = self.b2 - self.lr * dz2.sum(axis=0)
        self.W1 = self.W1 - self.lr * X.T @ dz1
        self.b1 = self.b1 - self.lr * dz1.sum(axis=0)

    def train(self, X, y, epochs=100):
        """The mean loss before each of the updates."""
        losses = []
        for _ in range(epochs):
            p = np.clip(self.forward(X), 1e-12, 1 - 1e-12)
            losses.append(-np.mean(np.log(np.where(column(y) == 1, p, 1 - p))))
            if len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-9:
                losses += [losses[-1]] * (epochs - len(losses))
                break
            self.backward(X, y)
        return losses

    def predict(self, X):
        """The labels (n,), 0 or 1."""
        return (self.forward(X)[:, 0] >= 0.5).astype(int)


def column(y):
    """Labels as (n, 1)."""
    return np.asarray(y, dtype=float).reshape(-1, 1)
