"""A smoothed idf (Manning, Raghavan, Schuetze, "Introduction to Information Retrieval", 2008, section 6.2.1)."""

import numpy as np


def inverse_document_frequency(counts):
    counts = np.asarray(counts)  # (n_docs, n_terms)
    df = np.count_nonzero(counts, axis=0)  # (n_terms,): documents that hold the term
    return np.log((1 + len(counts)) / (1 + df)) + 1
