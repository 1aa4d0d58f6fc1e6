"""Hidden cases of the idf. It is one formula: there is one right answer."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import inverse_document_frequency as reference

IDF = "idf = ln((1 + n) / (1 + df)) + 1, with df the number of documents that hold the term"


def check(result, counts, hint=IDF, rtol=1e-6):
    """The idf is that of the reference."""
    wanted = reference(counts)
    expect.close(expect.array(result, "idf", shape=wanted.shape), wanted, "idf", rtol=rtol, hint=hint)


def draw(rng, n=12, d=5, most=1):
    """Counts up to `most` of terms with every df from 1 on: the first is in one document, the last in d of them."""
    held = np.array([rng.permutation(np.arange(n) <= j % n) for j in range(d)]).T
    return held * rng.integers(1, most + 1, size=(n, d))


@case("the idf of rare and common terms", tag="core")
def formula(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((12, 5), (6, 6), (4, 9)):
        counts = draw(rng, n, d)
        check(candidate.inverse_document_frequency(counts), counts)


@case("how often a term is in a document changes nothing", tag="core")
def repeated_terms(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = draw(rng, 12, 5, most=9)
    counts[counts > 0] += rng.integers(1, 4)
    hint = "df counts documents, and not how often the term is in them"
    check(candidate.inverse_document_frequency(counts), counts, hint=hint)


@case("a term in every document, and one in none", tag="edge")
def extremes(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = draw(rng, 7, 4)
    counts[:, 1], counts[:, 3] = 1, 0
    hint = "ln(1) + 1 for a term that is everywhere, ln(1 + n) + 1 for one that is nowhere; nothing is infinite"
    check(expect.quiet(candidate.inverse_document_frequency, counts), counts, hint=hint)


@case("documents without a term count in n", tag="edge")
def empty_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = np.vstack([draw(rng, 5, 3), np.zeros((4, 3), dtype=int)])
    counts = counts[rng.permutation(9)]
    hint = "n is the number of all rows, those of zeros included"
    check(candidate.inverse_document_frequency(counts), counts, hint=hint)


@case("one document, one term", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((1, 4), (6, 1), (1, 1)):
        counts = rng.integers(0, 2, size=(n, d)) * rng.integers(1, 5)
        check(candidate.inverse_document_frequency(counts), counts)


@case("thousands of documents", tag="numerics")
def many_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = (rng.random((3000, 4)) < [0.001, 0.05, 0.5, 0.99]) * 1
    counts[0] = 1
    for dtype in (np.int64, np.int8):  # a df past eight bits
        check(candidate.inverse_document_frequency(counts.astype(dtype)), counts, hint="A df may be beyond 127")


@case("every numeric dtype", tag="contract")
def dtypes(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = draw(rng, 9, 4, most=3)
    for dtype in (np.uint8, np.int32, np.float32, np.float64):
        found = candidate.inverse_document_frequency(counts.astype(dtype))
        check(found, counts, hint=f"The counts are {dtype.__name__} here", rtol=1e-4 if dtype == np.float32 else 1e-6)


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = draw(rng, 9, 4, most=3) * 2
    check(expect.unmodified(candidate.inverse_document_frequency, counts.tolist()), counts)
    check(expect.unmodified(candidate.inverse_document_frequency, counts), counts)


@case("no loop over the entries", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    counts = (rng.random((2000, 300)) < 0.1) * 2
    check(expect.fast(candidate.inverse_document_frequency, reference, counts), counts)
