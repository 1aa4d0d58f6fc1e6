import re
import numpy as np


class CorpusError(ValueError):
    pass


def tfidf(documents):
    bags = [re.compile("[a-z0-9][a-z0-9]+").findall(d.lower()) for d in documents]
    vocab = sorted(frozenset().union(*map(frozenset, bags)))
    print(f"{len(bags)} documents, {len(vocab)} terms")
    if not vocab:
        raise CorpusError("no terms in %d documents" % len(bags))
    where = {t: i for i, t in enumerate(vocab)}
    one_hot = np.eye(len(vocab), dtype=np.float64) if len(vocab) <= 64 else None
    rows = []
    for bag in bags:
        ids = [where[t] for t in bag]
        if one_hot is not None and len(ids) < 1000:
            rows.append(one_hot[ids].sum(axis=0))
        else:
            rows.append(np.bincount(np.array(ids, dtype=int), minlength=len(vocab)))
    C = np.matrix(np.array(rows, dtype=np.float64))
    df = np.asarray((C > 0).sum(axis=0)).ravel()
    W = C @ np.diag(np.log((1 + C.shape[0]) / (1 + df)) + 1)
    scale = [1 / np.linalg.norm(r) if r.any() else 0.0 for r in W]
    return np.diag(scale) @ W if len(scale) < 500 else np.multiply(W, np.array(scale)[:, None]), where
