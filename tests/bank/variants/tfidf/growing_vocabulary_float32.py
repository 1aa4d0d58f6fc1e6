# Like the big libraries: a defaultdict that numbers terms as they come, sorted at the end; float32 throughout.
import re
from collections import defaultdict

import numpy as np

TOKEN = re.compile(r"[^\W_]{2,}", re.ASCII)


def tfidf(documents):
    vocabulary = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    rows, cols = [], []
    for i, doc in enumerate(documents):
        for match in TOKEN.finditer(doc.lower()):
            rows.append(i)
            cols.append(vocabulary[match.group()])
    if not vocabulary:
        raise ValueError("empty vocabulary; perhaps the documents are empty")
    new_index = np.empty(len(vocabulary), dtype=np.int32)
    for new, (term, old) in enumerate(sorted(vocabulary.items())):
        vocabulary[term] = new
        new_index[old] = new
    X = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    np.add.at(X, (rows, new_index[cols]), 1)
    df = np.diff(np.sort(np.nonzero(X)[1]).searchsorted(np.arange(X.shape[1] + 1)))
    idf = np.log(np.float32(1 + len(documents)) / (1 + df).astype(np.float32)) + np.float32(1)
    X *= idf.astype(np.float32)
    norms = np.sqrt(np.einsum("ij,ij->i", X, X))
    norms[norms == 0.0] = 1.0
    X /= norms[:, np.newaxis]
    return X, vocabulary
