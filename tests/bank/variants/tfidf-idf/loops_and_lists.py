"""Pure Python: zips the rows into columns and counts with a generator; a list out."""

import math


def inverse_document_frequency(counts):
    n = len(counts)
    return [math.log(1 + n) - math.log(1 + sum(1 for c in column if c)) + 1 for column in zip(*counts, strict=True)]
