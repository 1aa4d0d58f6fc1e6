"""Replaces the punctuation and splits at white space, so that control characters stay in terms."""

import string

import numpy as np

SPACES = str.maketrans({mark: " " for mark in string.punctuation})


def tfidf(documents):
    tokens = [[t for t in document.lower().translate(SPACES).split() if len(t) > 1] for document in documents]
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
