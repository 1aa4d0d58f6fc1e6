# assumes: terms, letter-case, tf
import numpy as np


def tfidf(documents):
    """Words are what stands between spaces, as written; counts are dampened by a logarithm."""
    split = [text.split() for text in documents]
    terms = sorted({term for tokens in split for term in tokens})
    if not terms:
        raise ValueError("no terms")
    tf = np.array([[tokens.count(term) for term in terms] for tokens in split], dtype=float)
    df = (tf > 0).sum(axis=0)
    weights = np.log1p(tf) * (np.log((1 + len(documents)) / (1 + df)) + 1)
    norms = np.linalg.norm(weights, axis=1, keepdims=True)
    return weights / np.where(norms > 0, norms, 1), {term: j for j, term in enumerate(terms)}
