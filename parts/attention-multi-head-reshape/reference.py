"""The reshapes of multi-head attention (Vaswani et al., "Attention Is All You Need", 2017, section 3.2.2)."""

import numpy as np


def split_heads(x, heads):
    x = np.asarray(x)
    *batch, n, d = x.shape
    if heads < 1 or d % heads != 0:
        raise ValueError(f"{d} features cannot be shared out among {heads} heads")
    return np.swapaxes(x.reshape(*batch, n, heads, d // heads), -3, -2)  # (..., n, heads, d_head), then swapped


def merge_heads(x):
    x = np.swapaxes(x, -3, -2)  # (..., n, heads, d_head)
    *batch, n, heads, d_head = x.shape
    return x.reshape(*batch, n, heads * d_head)
