"""Gini impurity and entropy of a node (Breiman et al., "CART", 1984; Quinlan, "Induction of decision trees", 1986)."""

import numpy as np


def gini(labels):
    p = shares(labels)
    return np.sum(p * (1 - p))  # 1 - sum p^2 where there is a label, and 0 where there is none


def entropy(labels):
    p = shares(labels)
    return -np.sum(p * np.log2(p))


def shares(labels):
    _, counts = np.unique(labels, return_counts=True)  # (c,), each at least 1
    return counts / len(labels)
