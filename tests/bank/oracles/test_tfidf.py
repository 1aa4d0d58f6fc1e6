"""The reference of tfidf against the formulas written out, and against scikit-learn."""

from __future__ import annotations

import math
import string
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import content_root
from mockml.judge.case import load_module

tfidf: Any = load_module(content_root() / "problems" / "tfidf", "reference").tfidf

ASCII = "".join(chr(code) for code in range(128) if chr(code) != "_")
WORDS = st.sampled_from(["red", "Red", "green", "b2b", "42", "a", "7", "the", "it's", "well-known", "", "redder"])
DOCUMENTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join) | st.text(ASCII, max_size=30), max_size=7)


def terms_of(text: str) -> list[str]:
    """The terms of a text, found character by character."""
    found, run = [], ""
    for character in [*text, " "]:
        if character in string.ascii_letters + string.digits:
            run += character
            continue
        if len(run) >= 2:
            found.append(run.lower())
        run = ""
    return found


def weigh(documents: list[str]) -> tuple[list[list[float]], list[str]]:
    """The matrix and the terms in the order of its columns, one number at a time."""
    split = [terms_of(text) for text in documents]
    terms = sorted({term for found in split for term in found})
    rows = []
    for found in split:
        row = []
        for term in terms:
            df = sum(term in other for other in split)
            row.append(found.count(term) * (math.log((1 + len(documents)) / (1 + df)) + 1))
        length = math.hypot(*row)
        rows.append([weight / length if length else 0.0 for weight in row])
    return rows, terms


@given(documents=DOCUMENTS)
def test_weights_are_those_of_the_formulas(documents: list[str]) -> None:
    """On any ASCII texts the matrix is what the formulas say, and without a term it is a ValueError."""
    rows, terms = weigh(documents)
    if not terms:
        with pytest.raises(ValueError, match="no term"):
            tfidf(documents)
        return
    before = list(documents)
    matrix, vocabulary = tfidf(documents)
    assert documents == before
    assert vocabulary == {term: column for column, term in enumerate(terms)}
    np.testing.assert_allclose(matrix, rows, rtol=1e-12, atol=1e-15)


@given(documents=DOCUMENTS)
def test_weights_are_those_of_scikit_learn(documents: list[str]) -> None:
    """scikit-learn's TfidfVectorizer, as it comes, gives the same matrix and the same columns."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    vectorizer = TfidfVectorizer()
    try:
        theirs = vectorizer.fit_transform(documents).toarray()
    except ValueError:
        with pytest.raises(ValueError, match="no term"):
            tfidf(documents)
        return
    matrix, vocabulary = tfidf(documents)
    assert vocabulary == vectorizer.vocabulary_
    np.testing.assert_allclose(matrix, theirs, rtol=1e-12, atol=1e-15)


def test_two_documents_by_hand() -> None:
    """Of "red red" and "red blue", red has an idf of 1 and blue one of ln(3/2) + 1."""
    matrix, vocabulary = tfidf(["red red", "red blue"])
    blue = math.log(3 / 2) + 1
    length = math.sqrt(1 + blue**2)
    assert vocabulary == {"blue": 0, "red": 1}
    np.testing.assert_allclose(matrix, [[0.0, 1.0], [blue / length, 1 / length]], rtol=1e-12)
