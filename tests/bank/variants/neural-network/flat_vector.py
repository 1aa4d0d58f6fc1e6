# mockml: neural-network
import numpy as np


class SimpleNeuralNetwork:
    """All parameters are views into one vector."""

    def __init__(self, input_size, hidden_size, lr=0.01):
        d, h = input_size, hidden_size
        self.vector = np.zeros(d * h + h + h + 1)
        self.W1 = self.vector[: d * h].reshape(d, h)
        self.b1 = self.vector[d * h : d * h + h]
        self.W2 = self.vector[d * h + h : -1].reshape(h, 1)
        self.b2 = self.vector[-1:]
        rng = np.random.default_rng(7)
        self.W1[:] = rng.normal(0, np.sqrt(2.0 / d), (d, h))
        self.W2[:] = rng.normal(0, np.sqrt(2.0 / h), (h, 1))
        self.lr = lr

    def forward(self, X):
        self.h = np.fmax(np.asarray(X, dtype=float) @ self.W1 + self.b1, 0)
        z = (self.h @ self.W2).ravel() + self.b2[0]
        self.p = np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
        return self.p.reshape(-1, 1)

    def gradient(self, X, y):
        e = (self.p - np.asarray(y, dtype=float).ravel()) / self.p.size
        back = e[:, None] * self.W2.T * (self.h > 0)
        parts = [np.asarray(X, dtype=float).T @ back, back.sum(0), self.h.T @ e, [e.sum()]]
        return np.concatenate([np.ravel(part) for part in parts])

    def backward(self, X, y):
        self.vector -= self.lr * self.gradient(X, y)

    def train(self, X, y, epochs=100):
        t = np.asarray(y).ravel() == 1
        losses = []
        for _ in range(epochs):
            self.forward(X)
            q = np.where(t, self.p, 1 - self.p)
            losses.append(-np.mean(np.log(np.maximum(q, 1e-300))))
            self.backward(X, y)
        return losses

    def predict(self, X):
        return (self.forward(X) >= 0.5).astype(float)[:, 0]
