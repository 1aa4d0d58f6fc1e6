"""Pure Python: a dictionary of pairs, then nested lists."""

from collections import Counter


def confusion_matrix(y_true, y_pred, n_classes):
    pairs = Counter((int(t), int(p)) for t, p in zip(y_true, y_pred, strict=True))
    for pair in pairs:
        if not all(0 <= one < n_classes for one in pair):
            raise ValueError(f"no class {pair}")
    return [[pairs[i, j] for j in range(n_classes)] for i in range(n_classes)]
