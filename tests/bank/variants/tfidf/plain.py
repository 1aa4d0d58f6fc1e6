"""Counts with two loops and scales at the end."""

import re

import numpy as np


def tfidf(documents):
    tokens = [re.findall(r"[a-z0-9]{2,}", document.lower()) for document in documents]
    terms = sorted({term for found in tokens for term in found})
    if not terms:
        raise ValueError("there is no term in the documents")
    vocabulary = {term: j for j, term in enumerate(terms)}
    n = len(documents)
    matrix = np.zeros((n, len(terms)))
    for i, found in enumerate(tokens):
        for term in found:
            matrix[i, vocabulary[term]] += 1
    matrix *= np.log((1 + n) / (1 + (matrix > 0).sum(axis=0))) + 1
    norms = np.sqrt((matrix**2).sum(axis=1, keepdims=True))
    norms[norms == 0] = 1
    return matrix / norms, vocabulary
