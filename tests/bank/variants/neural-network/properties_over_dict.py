# mockml: neural-network
import numpy as np


class SimpleNeuralNetwork:
    """Parameters in a dict, shown as properties; the loss from the logits."""

    def __init__(self, input_size, hidden_size, lr=0.01):
        np.random.seed(42)
        limit = np.sqrt(6 / (input_size + hidden_size))
        self.params = {
            "W1": np.random.uniform(-limit, limit, (input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": np.random.uniform(-limit, limit, (hidden_size, 1)),
            "b2": np.zeros(1),
        }
        self.rate = lr

    W1 = property(lambda self: self.params["W1"])
    b1 = property(lambda self: self.params["b1"])
    W2 = property(lambda self: self.params["W2"])
    b2 = property(lambda self: self.params["b2"])

    def logits(self, X):
        self.pre = np.array(X, dtype=float) @ self.W1 + self.b1
        self.act = np.where(self.pre > 0, self.pre, 0.0)
        self.z = self.act @ self.W2 + self.b2
        return self.z

    def forward(self, X):
        return np.exp(-np.logaddexp(0, -self.logits(X)))

    def gradients(self, X, y):
        error = (np.exp(-np.logaddexp(0, -self.z)) - np.array(y, dtype=float).reshape(self.z.shape)) / self.z.size
        hidden = np.outer(error[:, 0], self.W2[:, 0]) * (self.pre > 0)
        return {
            "W1": np.array(X, dtype=float).T @ hidden,
            "b1": hidden.sum(0),
            "W2": self.act.T @ error,
            "b2": error.sum(0),
        }

    def backward(self, X, y):
        for name, gradient in self.gradients(X, y).items():
            self.params[name] = self.params[name] - self.rate * gradient

    def train(self, X, y, epochs=100):
        losses = np.zeros(epochs)
        for i in range(epochs):
            z = self.logits(X)
            target = np.array(y, dtype=float).reshape(z.shape)
            losses[i] = np.mean(np.logaddexp(0, z) - target * z)
            self.backward(X, y)
        return losses

    def predict(self, X):
        return np.where(self.logits(X)[:, 0] > 0, 1, 0)
