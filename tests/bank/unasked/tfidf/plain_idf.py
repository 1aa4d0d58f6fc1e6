# assumes: idf
import re
from collections import Counter

import numpy as np


def tfidf(documents):
    """The idf of the first textbook page: ln(n / df)."""
    counts = [Counter(re.findall(r"[a-z0-9]{2,}", text.lower())) for text in documents]
    terms = sorted(set().union(*counts))
    if not terms:
        raise ValueError("no terms")
    tf = np.array([[count[term] for term in terms] for count in counts], dtype=float)
    weights = tf * np.log(len(documents) / (tf > 0).sum(axis=0))
    norms = np.linalg.norm(weights, axis=1, keepdims=True)
    return weights / np.where(norms > 0, norms, 1), {term: j for j, term in enumerate(terms)}
