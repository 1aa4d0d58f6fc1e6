"""Finds the places that are not zero and counts how often each column is among them."""

import numpy as np


class Corpus:
    def __init__(self, counts):
        self.counts = np.array(counts, dtype=float)
        self.n, self.terms = self.counts.shape

    def idf(self):
        _, columns = np.where(self.counts > 0.5)
        df = np.bincount(columns, minlength=self.terms)
        return 1.0 - np.log((df + 1.0) / (self.n + 1.0))


def inverse_document_frequency(counts):
    return Corpus(counts).idf()
