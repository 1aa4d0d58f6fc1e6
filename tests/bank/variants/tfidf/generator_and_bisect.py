# mockml: tfidf
from bisect import bisect_left
from itertools import chain, groupby
from typing import Iterator, List

import numpy as np


def terms(document: str) -> Iterator[str]:
    for is_term, run in groupby(document.lower(), key=lambda c: c.isascii() and c.isalnum()):
        run = "".join(run)
        if is_term and len(run) != 1:
            yield run


def tfidf(documents: List[str]):
    split = [sorted(terms(d)) for d in documents]
    every = sorted(set(chain.from_iterable(split)))
    if not every:
        raise ValueError("the corpus holds no terms")
    tf = np.zeros((len(documents), len(every)), dtype=np.int64)
    for i, tokens in enumerate(split):
        for term, group in groupby(tokens):
            tf[i, bisect_left(every, term)] = sum(1 for _ in group)
    df = np.sign(tf).sum(axis=0)
    idf = np.log((1 + len(documents)) / (1 + df)) + 1.0
    weighted = np.einsum("ij,j->ij", tf, idf)
    length = np.sqrt(np.einsum("ij,ij->i", weighted, weighted))
    with np.errstate(invalid="ignore", divide="ignore"):
        weighted = np.nan_to_num(weighted / length.reshape(-1, 1), nan=0.0)
    return weighted, {term: bisect_left(every, term) for term in every}


if __name__ == "__main__":
    m, v = tfidf(["red red", "red blue"])
    print(v)
    print(np.round(m, 3))
