"""A network trained without backpropagation: each slope of the loss comes from a tiny imaginary step.

For a real analytic f, f(v + ih) = f(v) + ih f'(v) + O(h^2), so that the imaginary part of the loss over h is the slope,
exact to rounding. All parameters take their step at once, each in a copy of the network of its own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

NAMES = ("W1", "b1", "W2", "b2")
STEP = 1e-30


class SimpleNeuralNetwork:
    """One hidden ReLU layer and a sigmoid output, trained on the mean cross-entropy."""

    def __init__(self, input_size: int, hidden_size: int, lr: float = 0.01) -> None:
        rng = np.random.default_rng()
        self.lr = lr
        self.W1: Any = rng.uniform(-1.0, 1.0, size=(input_size, hidden_size)) / input_size**0.5
        self.b1: Any = np.zeros(hidden_size)
        self.W2: Any = rng.uniform(-1.0, 1.0, size=(hidden_size, 1)) / hidden_size**0.5
        self.b2: Any = np.zeros(1)

    def forward(self, X: Any) -> Any:
        """The probabilities of label 1."""
        z = logits(X, *(getattr(self, name)[None] for name in NAMES))  # (n, 1)
        return (1 + np.tanh(z / 2)) / 2  # another way to write the sigmoid

    def backward(self, X: Any, y: Any) -> None:
        """One update, down the slopes."""
        for name, slope in zip(NAMES, self.slopes(X, y), strict=True):
            setattr(self, name, getattr(self, name) - self.lr * slope)

    def train(self, X: Any, y: Any, epochs: int = 100) -> list[float]:
        """The loss before each update."""
        losses = []
        for _ in range(epochs):
            losses.append(float(mean_loss(X, y, *(getattr(self, name)[None] for name in NAMES))[0]))
            self.backward(X, y)
        return losses

    def predict(self, X: Any) -> Any:
        """The likelier label of each row."""
        return np.round(self.forward(X)[:, 0])

    def slopes(self, X: Any, y: Any) -> list[Any]:
        """The slope of the mean loss in every parameter, in the order of NAMES."""
        parameters = [np.asarray(getattr(self, name)) for name in NAMES]
        flat = np.concatenate([array.ravel() for array in parameters])  # (p,)
        copies = flat + 1j * STEP * np.eye(len(flat))  # (p, p): a row is a network with one parameter moved
        ends = np.cumsum([array.size for array in parameters])[:-1]
        moved = (
            part.reshape(-1, *array.shape)
            for part, array in zip(np.split(copies, ends, axis=1), parameters, strict=True)
        )
        found = mean_loss(X, y, *moved).imag / STEP
        return [part.reshape(array.shape) for part, array in zip(np.split(found, ends), parameters, strict=True)]


def logits(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    """What the sigmoid is taken of, in each of p networks: (n, p)."""
    inner = np.tensordot(np.asarray(X, dtype=float), W1, (1, 1)) + b1  # (n, p, h)
    inner[inner.real <= 0] = 0
    return (inner * W2[..., 0]).sum(axis=-1) + b2[:, 0]


def mean_loss(X: Any, y: Any, *parameters: Any) -> Any:
    """The mean of log(1 + exp(-z)) for label 1 and of log(1 + exp(z)) for label 0, in each network: (p,)."""
    z = logits(X, *parameters)
    t = np.where(np.asarray(y).reshape(-1, 1) == 1, -z, z)
    above = t.real > 0
    return (np.where(above, t, 0) + np.log1p(np.exp(np.where(above, -t, t)))).mean(axis=0)
