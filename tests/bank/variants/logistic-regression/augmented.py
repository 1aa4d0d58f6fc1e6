# mockml: logistic-regression
import numpy as np


class LogisticRegression:
    """One parameter vector, the bias is its last entry."""

    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr = lr
        self.epochs = epochs
        self.l2 = l2
        self.theta = None

    @property
    def weights(self):
        return self.theta[:-1]

    @property
    def bias(self):
        return self.theta[-1]

    @staticmethod
    def _ones(X):
        X = np.asarray(X, dtype=np.float64)
        return np.hstack([X, np.ones((X.shape[0], 1))])

    @staticmethod
    def _sigmoid(z):
        return 0.5 * (1.0 + np.tanh(0.5 * z))

    def fit(self, X, y):
        A, y = self._ones(X), np.asarray(y).astype(float)
        mask = np.ones(A.shape[1])
        mask[-1] = 0.0
        self.theta = np.zeros(A.shape[1])
        for _ in range(self.epochs):
            p = self._sigmoid(A @ self.theta)
            self.theta = self.theta - self.lr * (A.T @ (p - y) / len(y) + self.l2 * mask * self.theta)

    def predict_proba(self, X):
        return self._sigmoid(self._ones(X) @ self.theta)

    def predict(self, X):
        return np.where(self.predict_proba(X) < 0.5, 0, 1)
