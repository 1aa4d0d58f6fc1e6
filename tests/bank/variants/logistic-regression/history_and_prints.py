# mockml: logistic-regression
import numpy as np


class LogisticRegression:
    def __init__(self, lr=0.1, epochs=1000, l2=0.0):
        self.lr = lr
        self.epochs = epochs
        self.l2 = l2
        self.losses = []

    def _loss(self, p, y):
        p = np.clip(p, 1e-12, 1 - 1e-12)
        data = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
        return data + 0.5 * self.l2 * (self.weights**2).sum()

    def fit(self, X, y):
        X = np.array(X, float)
        y = np.array(y, float).ravel()
        self.weights = np.zeros((X.shape[1],))
        self.bias = np.zeros(())
        self.losses = []
        for epoch in range(self.epochs):
            p = self.predict_proba(X)
            self.losses.append(self._loss(p, y))
            if epoch % 100 == 0:
                print(f"epoch {epoch}: {self.losses[-1]:.4f}")
            d = (p - y) / y.size
            step_w, step_b = d @ X + self.l2 * self.weights, d.sum()
            self.weights -= self.lr * step_w
            self.bias = self.bias - self.lr * step_b
        return self.losses

    def predict_proba(self, X):
        z = np.array(X, float) @ self.weights + self.bias
        p = np.empty_like(z)
        up = z >= 0
        p[up] = 1 / (1 + np.exp(-z[up]))
        e = np.exp(z[~up])
        p[~up] = e / (1 + e)
        return p

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5) * 1.0
