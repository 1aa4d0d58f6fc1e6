# mockml: neural-network
from __future__ import annotations

import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def __call__(self, x):
        self.x = x
        return x @ self.W + self.b

    def back(self, g, lr):
        into = g @ self.W.T
        self.W = self.W - lr * (self.x.T @ g)
        self.b = self.b - lr * g.sum(axis=0)
        return into


class Relu:
    def __call__(self, x):
        self.on = x > 0
        return np.where(self.on, x, 0.0)

    def back(self, g, lr):
        return g * self.on


class SimpleNeuralNetwork:
    def __init__(self, input_size, hidden_size, lr=0.01):
        rng = np.random.default_rng(0)
        self.lr = lr
        self.layers = [Linear(input_size, hidden_size, rng), Relu(), Linear(hidden_size, 1, rng)]

    @property
    def W1(self):
        return self.layers[0].W

    @property
    def b1(self):
        return self.layers[0].b

    @property
    def W2(self):
        return self.layers[2].W

    @property
    def b2(self):
        return self.layers[2].b

    def forward(self, X):
        out = np.asarray(X, dtype=float)
        for layer in self.layers:
            out = layer(out)
        self.p = 0.5 + 0.5 * np.tanh(out / 2)
        return self.p

    def backward(self, X, y):
        g = (self.p - np.reshape(np.asarray(y, dtype=float), (-1, 1))) / len(self.p)
        for layer in reversed(self.layers):
            g = layer.back(g, self.lr)
        return g

    def loss(self, y):
        t = np.reshape(np.asarray(y, dtype=float), (-1, 1))
        eps = 1e-10
        return -np.mean(t * np.log(self.p + eps) + (1 - t) * np.log(1 - self.p + eps))

    def train(self, X, y, epochs=100):
        history = []
        while len(history) < epochs:
            self.forward(X)
            history.append(self.loss(y))
            self.backward(X, y)
        return history

    def predict(self, X):
        return np.round(self.forward(X)).astype(int).flatten()


if __name__ == "__main__":
    net = SimpleNeuralNetwork(1, 4, lr=0.5)
    print(net.train([[-1.0], [1.0]], [0, 1])[-1])
