# mockml: logistic-regression
import numpy as np


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr, self.epochs, self.l2 = lr, epochs, l2

    def fit(self, X, y):
        data = np.array(X, dtype=float, copy=True)
        target = np.array(y, dtype=float, copy=True)
        self.weights, self.bias = np.zeros(data.shape[1]), 0
        left = self.epochs
        while left > 0:
            left -= 1
            residual = self._sigmoid(data) - target
            new_bias = self.bias - self.lr * np.average(residual)
            decay = self.weights * self.l2
            self.weights = self.weights - self.lr * (np.average(data * residual[:, None], axis=0) + decay)
            self.bias = new_bias

    def _sigmoid(self, data):
        with np.errstate(over="ignore"):
            return 1.0 / (1.0 + np.exp(-(data.dot(self.weights) + self.bias)))

    def predict_proba(self, X):
        return self._sigmoid(np.array(X, dtype=float))

    def predict(self, X):
        return np.greater_equal(self.predict_proba(X), 0.5).astype("int32")
