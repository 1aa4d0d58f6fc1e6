# mockml: logistic-regression
import numpy as np


def _floats(X):
    X = np.array(X)
    return X if X.dtype == np.float32 else X.astype(np.float64)


class LogisticRegression(object):
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.hyper = dict(lr=lr, epochs=epochs, l2=l2)

    def fit(self, X, y):
        X = _floats(X)
        y = np.array(y).astype(X.dtype)
        w = np.zeros(X.shape[1], X.dtype)
        b = X.dtype.type(0)
        lr, l2 = X.dtype.type(self.hyper["lr"]), X.dtype.type(self.hyper["l2"])
        for _ in range(self.hyper["epochs"]):
            p = self._p(X, w, b)
            gw = np.einsum("nd,n->d", X, p - y) / X.dtype.type(len(X)) + l2 * w
            gb = np.mean(p - y)
            w, b = w - lr * gw, b - lr * gb
        self.weights, self.bias = w, b
        return self

    def _p(self, X, w, b):
        z = np.clip(X @ w + b, -80, 80)
        return 1 / (1 + np.exp(-z))

    def predict_proba(self, X):
        return self._p(_floats(X), self.weights, self.bias)

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(np.int8)
