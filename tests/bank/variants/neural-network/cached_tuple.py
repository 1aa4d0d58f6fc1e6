# mockml: neural-network
import numpy as np


def relu(z):
    return z * (z > 0)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


class SimpleNeuralNetwork:
    def __init__(self, input_size, hidden_size, lr=0.01):
        self.lr = lr
        self.W1 = np.random.randn(input_size, hidden_size) * 0.01
        self.b1 = np.zeros((hidden_size,))
        self.W2 = np.random.randn(hidden_size, 1) * 0.01
        self.b2 = np.zeros((1,))
        self.cache = None

    def forward(self, X):
        X = np.asarray(X, dtype=np.float64)
        z1 = X.dot(self.W1) + self.b1
        a1 = relu(z1)
        z2 = a1.dot(self.W2) + self.b2
        a2 = sigmoid(z2)
        self.cache = (z1, a1, z2, a2)
        return a2

    def backward(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64).reshape((-1, 1))
        m = X.shape[0]
        z1, a1, z2, a2 = self.cache
        d2 = a2 - y
        dW2 = a1.T.dot(d2) / m
        db2 = d2.sum(axis=0) / m
        d1 = d2.dot(self.W2.T) * (z1 > 0)
        dW1 = X.T.dot(d1) / m
        db1 = d1.sum(axis=0) / m
        self.W1 -= self.lr * dW1
        self.b1 -= self.lr * db1
        self.W2 -= self.lr * dW2
        self.b2 -= self.lr * db2

    def train(self, X, y, epochs=100):
        losses = []
        target = np.asarray(y, dtype=np.float64).reshape((-1, 1))
        for i in range(epochs):
            p = np.clip(self.forward(X), 1e-15, 1 - 1e-15)
            losses.append(float(-(target * np.log(p) + (1 - target) * np.log(1 - p)).mean()))
            self.backward(X, y)
            if i % 50 == 0:
                print("epoch", i, "loss", losses[-1])
        return losses

    def predict(self, X):
        return (self.forward(X) > 0.5).astype(int).ravel()
