# assumes: normalization, column-order
import re

import numpy as np


def tfidf(documents):
    """Relative frequencies, which make long and short documents comparable, and terms numbered as they come."""
    split = [re.findall(r"[a-z0-9]{2,}", text.lower()) for text in documents]
    vocabulary = {}
    for tokens in split:
        for term in tokens:
            vocabulary.setdefault(term, len(vocabulary))
    if not vocabulary:
        raise ValueError("no terms")
    tf = np.zeros((len(documents), len(vocabulary)))
    df = np.zeros(len(vocabulary))
    for row, tokens in zip(tf, split, strict=True):
        for term in tokens:
            row[vocabulary[term]] += 1 / len(tokens)
        df += row > 0
    return tf * (np.log((1 + len(documents)) / (1 + df)) + 1), vocabulary
