"""The documents that the cases of tfidf are made of, and how a matrix is read and judged."""

from itertools import product

import numpy as np

from mockml.judge import expect

# A solution that computes in float32 is right: its rounding is far below this, every bug's effect far above.
RTOL = 1e-5
IDF = "idf = ln((1 + n) / (1 + df)) + 1, with df the number of documents that hold the term"
TF = "tf is the raw count of the term in the document"
TERMS = "A term is a run of two or more of a-z and 0-9; all else separates"
AFRESH = "A call depends on its documents alone: keep nothing of an earlier one"

STEMS = ["".join(letters) for letters in product("bdfgkmprtvz", "aiou", "bdfgkmprtvz", "bdfgkmprtvz")]
WORDS = [stem + ("ok", "ul", "im")[i % 3] for i, stem in enumerate(STEMS)]
INVENTED = set(WORDS)


def read(result, n, terms, *, hint="Every term of the documents has a column, and nothing else has"):
    """The matrix, with its columns in the order of `terms`, which are to be those of the vocabulary."""
    matrix, vocabulary = expect.returns(result, "matrix", "vocabulary")
    vocabulary = expect.plain(vocabulary)
    words = "vocabulary: expected a dict from term to column"
    expect.that(isinstance(vocabulary, dict), f"{words}, got {expect.describe(vocabulary)}")
    odd = [key for key in vocabulary if not isinstance(key, str)]
    expect.that(not odd, f"{words}, got a key that is {expect.describe(odd[0]) if odd else ''}")
    missing, more = sorted(set(terms) - set(vocabulary)), sorted(set(vocabulary) - set(terms))
    stale = [word for word in more if word in INVENTED and not any(word in term for term in terms)]
    expect.that(not stale, f"vocabulary: got {quoted(stale)}, which is in no document of this call. {AFRESH}")
    expect.that(not missing, f"vocabulary: expected {quoted(missing)} among the {len(terms)} terms, got none. {hint}")
    expect.that(not more, f"vocabulary: expected {len(terms)} term(s), got also {quoted(more)}. {hint}")
    columns = expect.array([vocabulary[term] for term in terms], "the vocabulary's columns", kind="index")
    expect.that(
        columns.ndim == 1 and sorted(columns) == list(range(len(terms))),
        f"vocabulary: expected each of the columns 0 to {len(terms) - 1} for one term, got {numbers(columns)}",
    )
    return expect.array(matrix, "matrix", shape=(n, len(terms)))[:, columns]


def numbers(columns):
    """Which columns a vocabulary uses, for a message."""
    if columns.ndim != 1 or not len(columns):
        return "something else"
    return f"{len(set(columns.tolist()))} different ones, from {columns.min()} to {columns.max()}"


def quoted(terms):
    """Some of the terms, for a message."""
    return ", ".join(repr(str(term)[:30]) for term in terms[:3]) + (" and others" if len(terms) > 3 else "")


def directions(M):
    """The rows scaled to length 1; a row of zeros stays one."""
    with np.errstate(all="ignore"):
        largest = np.abs(M).max(axis=1, keepdims=True)
        M = M / np.where(largest > 0, largest, 1.0)
        norms = np.sqrt((M**2).sum(axis=1, keepdims=True))
        return M / np.where(norms > 0, norms, 1.0)


def invent(rng, count):
    """Invented words of six letters, none of which is a common word or the stem or a part of another."""
    return rng.choice(WORDS, size=count, replace=False).tolist()


def texts(rng, counts, words):
    """Documents, in which the j-th word is counts[i, j] times in the i-th, in random order."""
    words = np.asarray(words)
    return [" ".join(rng.permutation(np.repeat(words, row)).tolist()) for row in counts]


def once(rng, words, n, most=4):
    """Counts of 0 and 1 (n, n_words): the words are in 1, 2, ... `most` documents each, and no document is without.

    With `most` at most n - 2, no idf that people use is zero or below, not even ln(n / (1 + df)).
    """
    counts = np.zeros((n, len(words)), dtype=int)
    for j in range(len(words)):
        counts[rng.choice(n, size=1 + j % most, replace=False), j] = 1
    empty = np.flatnonzero(counts.sum(axis=1) == 0)
    counts[empty, np.arange(len(empty)) % len(words) // most * most] = 1  # to words of one document
    return counts


def same(M, wanted, terms, what, *, hint):
    """The weights are those wanted, within RTOL of the largest; a message names the term, not the column."""
    wrong = ~(np.abs(M - wanted) <= RTOL * np.abs(wanted).max())
    if wrong.any():
        i, j = np.argwhere(wrong)[0]
        raise expect.failed(
            f"{what}: {int(wrong.sum())} of {wrong.size} weights differ; for {terms[j]!r} in documents[{i}] "
            f"expected {wanted[i, j]:.6g}, got {M[i, j]:.6g}. {hint}"
        )


def check_directions(M, wanted, terms, *, hint):
    """The rows point where those of `wanted` do."""
    same(directions(M), directions(wanted), terms, "the rows, scaled to length 1", hint=hint)


def check_idf(M, counts, terms):
    """The rows point where those of counts * idf do; the counts are 0 and 1."""
    idf = np.log((1 + len(counts)) / (1 + np.count_nonzero(counts, axis=0))) + 1
    check_directions(M, counts * idf, terms, hint=IDF)


def check_places(M, held, terms, *, hint):
    """The weights are above zero where the document holds the term, and zero elsewhere."""
    wrong = np.where(held, ~(M > 0), M != 0)
    if wrong.any():
        i, j = np.argwhere(wrong)[0]
        wanted = "a weight above zero" if held[i][j] else "zero, as it is not there"
        raise expect.failed(
            f"matrix: {int(wrong.sum())} of {wrong.size} weights are wrong; for {terms[j]!r} in documents[{i}] "
            f"expected {wanted}, got {M[i, j]:.6g}. {hint}"
        )
