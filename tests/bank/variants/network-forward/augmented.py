"""A column of ones takes in the biases; the sigmoid is a tanh."""

import numpy as np


def layer(inputs, W, b):
    ones = np.ones((inputs.shape[0], 1))
    return np.hstack([inputs, ones]) @ np.vstack([W, b])


def forward(X, W1, b1, W2, b2):
    relu = lambda a: (np.abs(a) + a) / 2
    H = relu(layer(np.asarray(X, np.float64), np.asarray(W1, np.float64), np.asarray(b1, np.float64)))
    return H, 0.5 * (1 + np.tanh(layer(H, np.asarray(W2, float), np.asarray(b2, float)) / 2))
