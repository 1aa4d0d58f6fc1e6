"""A translation table turns every other character into a space; two passes, and a defaultdict of columns."""

from collections import defaultdict
from string import ascii_lowercase, digits

import numpy as np

TABLE = {code: " " for code in range(128) if chr(code) not in ascii_lowercase + digits}


def count_terms(documents):
    clean = [document.lower().translate(TABLE).split() for document in documents]
    column = defaultdict(lambda: len(column))
    for term in sorted(term for words in clean for term in words):
        if len(term) > 1:
            column[term]
    counts = np.zeros((len(clean), len(column)), dtype=np.int32)
    for i, words in enumerate(clean):
        for term in words:
            if term in column:
                counts[i, column[term]] += 1
    return counts, dict(column)
