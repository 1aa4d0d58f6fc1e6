import re
from math import hypot, log

import numpy as np


def tfidf(documents):
    """Counts are divided by the document's length first; the norm takes that out again."""
    words = [[w for w in re.split(r"[^a-z0-9]+", d.lower()) if len(w) > 1] for d in documents]
    vocab = sorted({w for ws in words for w in ws})
    if vocab == []:
        raise ValueError("no vocabulary")
    index = dict(zip(vocab, range(len(vocab))))
    present = np.array([[w in set_ for w in vocab] for set_ in map(set, words)])
    df = present.sum(axis=0)
    n = len(documents)
    rows = []
    for ws in words:
        row = np.zeros(len(vocab))
        for w in ws:
            row[index[w]] += 1 / len(ws)
        for j in np.flatnonzero(row):
            row[j] *= 1 + log((n + 1) / (df[j] + 1))
        rows.append(row / (hypot(*row[row > 0]) or 1.0))
    return np.array(rows), index
