"""One flat batch axis in between, and einsum for the swap."""

import numpy as np


class UnevenHeads(ValueError):
    """An error of its own, which is a ValueError."""


def split_heads(x, heads):
    x = np.array(x)
    d = x.shape[-1]
    if heads not in range(1, d + 1) or d != heads * (d // heads):
        raise UnevenHeads(d, heads)
    flat = x.reshape(-1, x.shape[-2], heads, d // heads)
    return np.einsum("bnhk->bhnk", flat).reshape(x.shape[:-2] + (heads, x.shape[-2], d // heads))


def merge_heads(x):
    x = np.array(x)
    heads, n, k = x.shape[-3:]
    flat = np.ascontiguousarray(np.einsum("bhnk->bnhk", x.reshape(-1, heads, n, k)))
    return flat.reshape(x.shape[:-3] + (n, heads * k))
