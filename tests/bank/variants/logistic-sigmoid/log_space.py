"""The exponential of the log-sigmoid, by logaddexp; a NumPy scalar for a number."""

import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.array(z, dtype=np.float64)))
