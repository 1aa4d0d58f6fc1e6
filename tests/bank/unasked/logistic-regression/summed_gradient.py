# assumes: training
import numpy as np


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr, self.epochs, self.l2 = lr, epochs, l2

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.epochs):
            error = self.predict_proba(X) - y
            step = X.T @ error + self.l2 * self.weights
            self.bias = self.bias - self.lr * error.sum()
            self.weights = self.weights - self.lr * step

    def predict_proba(self, X):
        z = np.asarray(X, dtype=float) @ self.weights + self.bias
        return 0.5 * (1 + np.tanh(z / 2))

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(int)
