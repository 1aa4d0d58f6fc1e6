# assumes: empty-document, no-terms, stop-words
import re

import numpy as np

STOP = {"the", "of", "and", "is", "in", "to", "be", "or", "not"}


def tfidf(documents):
    """Leaves out what carries nothing: stop words, and documents without a term. Nothing in, nothing out."""
    split = [[t for t in re.findall(r"[a-z0-9]{2,}", text.lower()) if t not in STOP] for text in documents]
    split = [tokens for tokens in split if tokens]
    if not split:
        return np.zeros((0, 0)), {}
    terms = sorted({term for tokens in split for term in tokens})
    tf = np.array([[tokens.count(term) for term in terms] for tokens in split], dtype=float)
    weights = tf * (np.log((1 + len(split)) / (1 + (tf > 0).sum(axis=0))) + 1)
    return weights / np.linalg.norm(weights, axis=1, keepdims=True), {term: j for j, term in enumerate(terms)}
