# Everything by np.unique: the terms of the vocabulary stay NumPy strings.
import re

import numpy as np


def tfidf(documents):
    lists = [re.findall(r"\b\w\w+\b", d.lower()) for d in documents]
    flat = np.array([t for tokens in lists for t in tokens], dtype=str)
    if flat.size == 0:
        raise ValueError("no terms")
    row = np.repeat(np.arange(len(lists)), [len(tokens) for tokens in lists])
    terms, col = np.unique(flat, return_inverse=True)
    n, m = len(lists), len(terms)
    tf = np.bincount(row * m + col, minlength=n * m).reshape(n, m)
    idf = np.log((1 + n) / (1 + (tf > 0).sum(0))) + 1
    w = tf * idf
    norm = np.linalg.norm(w, axis=1, keepdims=True)
    out = np.divide(w, norm, out=np.zeros_like(w), where=norm > 0)
    return out, {t: i for i, t in enumerate(terms)}
