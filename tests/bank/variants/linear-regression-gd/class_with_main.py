# mockml: linear-regression-gd
import numpy as np


class Model:
    def __init__(self, d):
        self.w = np.zeros((d,))
        self.b = np.float64(0)

    def predict(self, X):
        return np.sum(X * self.w, axis=1) + self.b

    def step(self, X, y, lr):
        diff = self.predict(X) - y
        self.w, self.b = (
            self.w - lr * np.mean(2 * diff[:, None] * X, axis=0),
            self.b - lr * np.mean(2 * diff),
        )
        return np.average(np.square(diff))


def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    X, y = np.asarray(X, float), np.asarray(y, float)
    model = Model(X.shape[1])
    losses = [model.step(X, y, lr) for _ in range(epochs)]
    print(f"trained, last loss {losses[-1]:.3g}")
    return [model.w, np.array([model.b]), losses]


def test_line():
    w, b, _ = linear_regression_gradient_descent([[0], [1], [2]], [1, 3, 5], lr=0.1, epochs=5000)
    assert abs(w[0] - 2) < 1e-6


if __name__ == "__main__":
    test_line()
