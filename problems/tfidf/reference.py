"""TF-IDF vectors (Manning, Raghavan, Schuetze, "Introduction to Information Retrieval", 6.2), with a smoothed idf."""

import re
from collections import Counter

import numpy as np


def tfidf(documents):
    """The L2-normalized tf-idf matrix (n_docs, n_terms) of a list of strings, and a dict from term to column."""
    counts = [Counter(re.findall(r"[a-z0-9]{2,}", document.lower())) for document in documents]
    terms = sorted(set().union(*counts))
    if not terms:
        raise ValueError("there is no term in the documents")
    vocabulary = {term: column for column, term in enumerate(terms)}
    tf = np.zeros((len(documents), len(terms)))
    for row, count in enumerate(counts):
        for term, times in count.items():
            tf[row, vocabulary[term]] = times
    df = np.count_nonzero(tf, axis=0)  # (n_terms,): documents that hold the term, however often
    idf = np.log((1 + len(documents)) / (1 + df)) + 1
    weights = tf * idf  # (n_docs, n_terms)
    norms = np.sqrt((weights**2).sum(axis=1))  # (n_docs,)
    norms[norms == 0] = 1  # a document without a term stays a row of zeros
    return weights / norms[:, None], vocabulary
