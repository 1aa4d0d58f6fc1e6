# mockml: logistic-regression
import math


def sigmoid(z):
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr, self.epochs, self.l2 = lr, epochs, l2
        self.weights, self.bias = [], 0.0

    def fit(self, X, y):
        rows = [[float(v) for v in row] for row in X]
        labels = [float(v) for v in y]
        n, d = len(rows), len(rows[0])
        w, b = [0.0] * d, 0.0
        for _ in range(self.epochs):
            gw, gb = [0.0] * d, 0.0
            for row, label in zip(rows, labels):
                z = b
                for j in range(d):
                    z += w[j] * row[j]
                error = sigmoid(z) - label
                for j in range(d):
                    gw[j] += error * row[j]
                gb += error
            for j in range(d):
                w[j] -= self.lr * (gw[j] / n + self.l2 * w[j])
            b -= self.lr * gb / n
        self.weights, self.bias = w, b

    def predict_proba(self, X):
        return [sigmoid(sum(w * float(v) for w, v in zip(self.weights, row)) + self.bias) for row in X]

    def predict(self, X):
        return [1 if p >= 0.5 else 0 for p in self.predict_proba(X)]
