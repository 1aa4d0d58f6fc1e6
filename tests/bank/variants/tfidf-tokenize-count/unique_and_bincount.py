"""All tokens in one array: np.unique numbers them, and one bincount over (row, column) counts; floats out."""

import re

import numpy as np

SEPARATORS = re.compile("[^a-z0-9]+")


def count_terms(documents):
    split = [[t for t in SEPARATORS.split(text.lower()) if len(t) > 1] for text in documents]
    rows = np.repeat(np.arange(len(split)), [len(one) for one in split])
    terms, columns = np.unique(np.array([t for one in split for t in one], dtype=str), return_inverse=True)
    flat = np.bincount(rows * len(terms) + columns, minlength=len(split) * len(terms))
    vocabulary = dict(zip(terms.tolist(), range(len(terms)), strict=True))
    return flat.reshape(len(split), len(terms)).astype(np.float64), vocabulary
