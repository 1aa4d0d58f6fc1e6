# mockml: attention
from typing import NamedTuple

import numpy as np


class Attended(NamedTuple):
    output: np.ndarray
    weights: np.ndarray


def scaled_dot_product_attention(Q, K, V, mask=None) -> Attended:
    Q, K, V = np.asarray(Q, float), np.asarray(K, float), np.asarray(V, float)
    scores = np.matmul(Q, np.transpose(K, (*range(K.ndim - 2), K.ndim - 1, K.ndim - 2)))
    scores /= np.sqrt(Q.shape[-1])
    forbidden = np.zeros(scores.shape, bool) if mask is None else np.broadcast_to(np.logical_not(mask), scores.shape)
    stand_in = np.ma.array(scores, mask=forbidden)
    top = np.ma.filled(stand_in.max(axis=-1, keepdims=True), 0.0)
    weights = np.where(forbidden, 0.0, np.exp(np.where(forbidden, 0.0, scores - top)))
    sums = weights.sum(axis=-1, keepdims=True)
    sums[sums == 0] = 1.0
    weights /= sums
    return Attended(np.matmul(weights, V), weights)
