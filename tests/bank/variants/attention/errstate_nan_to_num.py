# mockml: attention
import numpy as np


def softmax(x):
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return np.nan_to_num(e / e.sum(axis=-1, keepdims=True), nan=0.0)


def scaled_dot_product_attention(Q, K, V, mask=None):
    q, k, v = map(lambda a: np.asarray(a, float), (Q, K, V))
    scores = (q @ k.swapaxes(-1, -2)) / (q.shape[-1] ** 0.5)
    if mask is not None:
        scores[np.broadcast_to(~np.asarray(mask, dtype=bool), scores.shape)] = float("-inf")
    attention = softmax(scores)
    print("attention", attention.shape)
    return attention @ v, attention
