"""Terms and their counts (Manning, Raghavan, Schuetze, "Introduction to Information Retrieval", 2008, 2.2 and 6.2)."""

import re
from collections import Counter

import numpy as np


def count_terms(documents):
    found = [Counter(re.findall(r"[a-z0-9]{2,}", document.lower())) for document in documents]
    vocabulary = {term: column for column, term in enumerate(sorted(set().union(*found)))}
    counts = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, terms in enumerate(found):
        for term, times in terms.items():
            counts[row, vocabulary[term]] = times
    return counts, vocabulary
