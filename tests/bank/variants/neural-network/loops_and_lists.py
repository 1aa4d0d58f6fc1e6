# mockml: neural-network
import math
import random


class SimpleNeuralNetwork:
    def __init__(self, input_size, hidden_size, lr=0.01):
        self.lr = lr
        s = 1 / math.sqrt(input_size)
        self.W1 = [[random.uniform(-s, s) for _ in range(hidden_size)] for _ in range(input_size)]
        self.b1 = [0.0] * hidden_size
        t = 1 / math.sqrt(hidden_size)
        self.W2 = [[random.uniform(-t, t)] for _ in range(hidden_size)]
        self.b2 = [0.0]

    def _row(self, x):
        h = []
        for j in range(len(self.b1)):
            z = self.b1[j] + sum(float(x[i]) * self.W1[i][j] for i in range(len(x)))
            h.append(z if z > 0 else 0.0)
        z = self.b2[0] + sum(h[j] * self.W2[j][0] for j in range(len(h)))
        if z >= 0:
            p = 1 / (1 + math.exp(-z)) if z < 700 else 1.0
        else:
            p = math.exp(z) / (1 + math.exp(z)) if z > -700 else 0.0
        return h, p

    def forward(self, X):
        self.rows = [self._row(x) for x in X]
        return [[p] for _, p in self.rows]

    @staticmethod
    def _label(value):
        try:
            return float(value)
        except TypeError:
            return float(value[0])

    def backward(self, X, y):
        n, d, h = len(X), len(self.W1), len(self.b1)
        gW1 = [[0.0] * h for _ in range(d)]
        gb1, gW2, gb2 = [0.0] * h, [0.0] * h, 0.0
        for x, label, (hidden, p) in zip(X, y, self.rows):
            e = (p - self._label(label)) / n
            gb2 += e
            for j in range(h):
                gW2[j] += e * hidden[j]
                if hidden[j] > 0:
                    back = e * self.W2[j][0]
                    gb1[j] += back
                    for i in range(d):
                        gW1[i][j] += back * float(x[i])
        for j in range(h):
            self.W2[j][0] -= self.lr * gW2[j]
            self.b1[j] -= self.lr * gb1[j]
            for i in range(d):
                self.W1[i][j] -= self.lr * gW1[i][j]
        self.b2[0] -= self.lr * gb2

    def train(self, X, y, epochs=100):
        out = []
        for _ in range(epochs):
            self.forward(X)
            total = 0.0
            for label, (_, p) in zip(y, self.rows):
                q = p if self._label(label) == 1 else 1 - p
                total -= math.log(max(q, 1e-12))
            out.append(total / len(X))
            self.backward(X, y)
        return out

    def predict(self, X):
        return [1 if row[0] >= 0.5 else 0 for row in self.forward(X)]
