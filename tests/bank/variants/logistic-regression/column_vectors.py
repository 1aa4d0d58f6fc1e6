# mockml: logistic-regression
import numpy as np


class LogisticRegression:
    """Everything as matrices, as in a lecture."""

    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr, self.epochs, self.l2 = float(lr), int(epochs), float(l2)

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        Y = np.asarray(y, dtype=float).reshape(-1, 1)
        m = X.shape[0]
        W = np.zeros((X.shape[1], 1))
        b = np.zeros((1, 1))
        for i in range(self.epochs):
            A = sigma(X.dot(W) + b)
            dZ = A - Y
            dW = X.T.dot(dZ) / m + self.l2 * W
            db = dZ.sum(axis=0, keepdims=True) / m
            W, b = W - self.lr * dW, b - self.lr * db
        self.weights = W[:, 0]
        self.bias = b[0, 0]

    def predict_proba(self, X):
        return sigma(np.asarray(X, dtype=float).dot(self.weights.reshape(-1, 1)) + self.bias).ravel()

    def predict(self, X):
        z = np.asarray(X, dtype=float) @ self.weights + self.bias
        return (z >= 0).astype(int)


def sigma(z):
    e = np.exp(-np.absolute(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)
