"""Keeps float32 counts' dtype; df as the sum of a clipped copy, and log1p."""

import numpy as np


def inverse_document_frequency(counts):
    held = np.sign(np.array(counts))
    kind = np.float32 if held.dtype == np.float32 else np.float64
    df = np.ones(held.shape[0], dtype=kind) @ held.astype(kind)
    return (1 + np.log1p(kind(held.shape[0])) - np.log1p(df)).astype(kind)
