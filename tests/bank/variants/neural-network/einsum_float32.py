# mockml: neural-network
import numpy as np


class SimpleNeuralNetwork:
    def __init__(self, input_size, hidden_size, lr=0.01):
        g = np.random.default_rng()
        self.lr = lr
        self.W1 = g.uniform(-0.3, 0.3, (input_size, hidden_size)) / np.sqrt(max(input_size / 10, 1))
        self.b1 = np.zeros(hidden_size)
        self.W2 = g.uniform(-0.3, 0.3, (hidden_size, 1)) / np.sqrt(max(hidden_size / 10, 1))
        self.b2 = np.zeros(1)

    @staticmethod
    def _data(X):
        X = np.asarray(X)
        return X if X.dtype.kind == "f" else X.astype(float)

    def forward(self, X):
        X = self._data(X)
        self.A = np.einsum("nd,dh->nh", X, self.W1) + self.b1
        self.H = self.A.clip(min=0)
        z = np.einsum("nh,ho->no", self.H, self.W2) + self.b2
        self.P = np.empty_like(z)
        up = z > 0
        self.P[up] = 1 / (1 + np.exp(-z[up]))
        e = np.exp(z[~up])
        self.P[~up] = e / (1 + e)
        return self.P

    def backward(self, X, y):
        X = self._data(X)
        E = (self.P - np.ravel(y)[:, None]) / X.shape[0]
        G = np.einsum("no,ho->nh", E, self.W2)
        G[self.A <= 0] = 0
        steps = [np.einsum("nd,nh->dh", X, G), G.sum(0), np.einsum("nh,no->ho", self.H, E), E.sum(0)]
        for name, step in zip(["W1", "b1", "W2", "b2"], steps):
            setattr(self, name, getattr(self, name) - self.lr * step)

    def train(self, X, y, epochs=100):
        return np.array([self._epoch(X, np.ravel(y)) for _ in range(epochs)])

    def _epoch(self, X, y):
        p = self.forward(X)[:, 0]
        loss = -np.log(np.clip(np.where(y == 1, p, 1 - p), 1e-9, None)).mean()
        self.backward(X, y)
        return loss

    def predict(self, X):
        return (self.forward(X)[:, 0] >= 0.5) * 1
