# Counts by splitting the list of terms in halves, and keeps everything in nested dicts until the end.
from functools import lru_cache
import math
import re


def count(tokens):
    if len(tokens) <= 64:
        out = {}
        for t in tokens:
            out.setdefault(t, 0)
            out[t] += 1
        return out
    mid = len(tokens) // 2
    left, right = count(tokens[:mid]), count(tokens[mid:])
    for t, c in right.items():
        left[t] = left.get(t, 0) + c
    return left


def tfidf(documents):
    per_doc = {i: count(re.findall("[A-Za-z0-9]{2,}", d)) for i, d in enumerate(documents)}
    lowered = {}
    for i, counts in per_doc.items():
        lowered[i] = {}
        for t, c in counts.items():
            lowered[i][t.lower()] = lowered[i].get(t.lower(), 0) + c
    vocabulary = {t: j for j, t in enumerate(sorted(set(t for c in lowered.values() for t in c)))}
    if not vocabulary:
        raise ValueError

    @lru_cache(maxsize=None)
    def idf(term):
        return 1 + math.log(1 + len(documents)) - math.log(1 + sum(term in c for c in lowered.values()))

    matrix = []
    for i in sorted(lowered):
        weights = {t: c * idf(t) for t, c in lowered[i].items()}
        length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1
        matrix.append(tuple(weights.get(t, 0.0) / length for t in vocabulary))
    return [matrix, vocabulary]
