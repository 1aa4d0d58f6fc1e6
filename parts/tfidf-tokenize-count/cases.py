"""Hidden cases of tokenizing and counting. There is one right vocabulary and one right matrix."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import count_terms as reference

TERMS = "A term is a run of two or more of a-z and 0-9, after lower-casing; everything else separates"


def quoted(terms):
    """Some of the terms, for a message."""
    return ", ".join(repr(str(term)[:30]) for term in terms[:3]) + (" and others" if len(terms) > 3 else "")


def check(result, documents, hint=TERMS):
    """Vocabulary and counts are those of the reference, term by term."""
    wanted, columns = reference(documents)
    counts, vocabulary = expect.returns(result, "counts", "vocabulary")
    vocabulary = expect.plain(vocabulary)
    words = "vocabulary: expected a dict from term to column"
    expect.that(isinstance(vocabulary, dict), f"{words}, got {expect.describe(vocabulary)}")
    expect.that(all(isinstance(key, str) for key in vocabulary), f"{words}, got a key that is no string")
    missing, more = sorted(set(columns) - set(vocabulary)), sorted(set(vocabulary) - set(columns))
    expect.that(not missing, f"vocabulary: expected {quoted(missing)} among the {len(columns)} terms, got none. {hint}")
    expect.that(not more, f"vocabulary: expected {len(columns)} terms, got also {quoted(more)}. {hint}")
    terms = sorted(columns)
    found = expect.array([vocabulary[term] for term in terms], "the vocabulary's columns", kind="index")
    order = "Columns are numbered from 0 in sorted order of the terms"
    expect.equal(found, np.arange(len(terms)), "the columns of the sorted terms", hint=order)
    counts = expect.array(counts, "counts", shape=wanted.shape, kind="whole")
    for j in np.flatnonzero((counts != wanted).any(axis=0))[:1]:
        i = int(np.flatnonzero(counts[:, j] != wanted[:, j])[0])
        words = f"counts: expected {wanted[i, j]} for {quoted([terms[j]])} in documents[{i}], got {counts[i, j]}"
        raise expect.failed(f"{words}. {hint}")


def invent(rng, n):
    """Different words of five letters, in no sorted order."""
    letters = rng.choice(list("bdfgklmnprstvz"), size=(n, 4))
    return [f"{chr(97 + i % 26)}{''.join(row)}" for i, row in zip(rng.permutation(n), letters, strict=True)]


def texts(rng, words, n=6):
    """Documents of the words, some of them several times."""
    return [" ".join(rng.choice(words, size=int(rng.integers(4, 12)))) for _ in range(n)]


@case("counts the terms of each document", tag="core")
def counting(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (6, 3):
        documents = texts(rng, invent(rng, 5), n)
        documents[0] += " tea tea tea"
        check(candidate.count_terms(documents), documents)


@case("columns are in sorted order", tag="core")
def sorted_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    words = [*invent(rng, 20), "zzz", "az", "aza", "2b", "10", "9z"]
    documents = [" ".join(rng.permutation(words)[:8]) for _ in range(5)] + [" ".join(rng.permutation(words))]
    check(candidate.count_terms(documents), documents, hint="Sort the terms, then number them")


@case("upper and lower case are one", tag="core")
def letter_case(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b = invent(rng, 2)
    documents = [f"{a.upper()} {a} {b.title()}", f"{b} {a.title()} {b.upper()}", "TEA Tea tea tEA"]
    check(candidate.count_terms(documents), documents, hint="Lower-case the text before anything else")


@case("everything but letters and digits separates", tag="edge")
def separators(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b, c = invent(rng, 3)
    documents = [
        f"{a}, {b}.{c}",
        f"({a})-{b}'{c}!",
        f"{a}\t{b}\n{c}\r\n{a}",
        f"{a}/{b}@{c}.{a}",
        f"  {b}  ",
        f'"{c}"; {c}?',
        f"{b}\x1b{a}\0{c}\x7f",
    ]
    check(candidate.count_terms(documents), documents)
    documents = [f"{a}_{b}", f"_{c}__{a}_", f"__{b}__"]
    check(
        candidate.count_terms(documents), documents, hint="The underscore separates; in a regular expression \\w has it"
    )


@case("single characters are no terms, two are", tag="edge")
def short_runs(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b = invent(rng, 2)
    documents = [f"i {a} a {b} x", f"{a}'s {b} 7", f"ab {a} z9 {b} q", f"u.s. {a} u-s", "x y z ok"]
    hint = "A run of one character is no term, wherever it stands; one of two is"
    check(candidate.count_terms(documents), documents, hint=hint)


@case("digits belong to terms", tag="edge")
def digits(candidate: Candidate, rng: np.random.Generator) -> None:
    year, a = str(rng.integers(1900, 2100)), invent(rng, 1)[0]
    documents = [f"{a}2 {year}", f"{year}-12 {a}", f"3d 007 {a}42{a}", f"{year}{a} 1,000.50"]
    check(candidate.count_terms(documents), documents)


@case("a term inside another is no occurrence of it", tag="edge")
def nested_terms(candidate: Candidate, rng: np.random.Generator) -> None:
    word = invent(rng, 1)[0]
    documents = [f"{word}", f"{word}s {word}", f"re{word} {word}s {word}{word}", f"{word[:3]} {word[:2]}"]
    documents.append(f"{word * 5} {word * 15}")  # a run has no greatest length
    check(candidate.count_terms(documents), documents, hint="Count whole runs, not places in the text")


@case("documents without a term keep their row", tag="edge")
def empty_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    documents = texts(rng, invent(rng, 4), 3)
    for place, text in ((0, ""), (2, " \n "), (5, "? ! a")):
        documents.insert(place, text)
    check(candidate.count_terms(documents), documents, hint="A document without a term is a row of zeros")
    hint = "Without any term there are no columns, and still a row for each document"
    for documents in (["", "?", "a b c"], [""]):
        check(candidate.count_terms(documents), documents, hint=hint)


@case("common words, repeated documents and large counts", tag="numerics")
def large_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b = invent(rng, 2)
    documents = [f"the {a} of the {b} is in the {a}", f"{a} " * 300 + f"{b} " * 40_000, "to be or not to be"]
    documents += documents[:1]
    check(candidate.count_terms(documents), documents, hint="Every run counts, common words and repeats too")


@case("calls do not know of each other, and the list stays", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 12)
    for some in (words[:8], words[6:], words[:8]):
        documents = [f" {text.title()}! " for text in texts(rng, some, 5)]
        documents = sorted(documents, reverse=True)
        result = expect.unmodified(candidate.count_terms, documents)
        check(result, documents, hint="Nothing of an earlier call may be left")


@case("many documents", tag="speed")
def many_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    words = [f"{word}{i}" for i, word in enumerate(invent(rng, 400))]
    documents = [" ".join(rng.choice(words, size=60)) for _ in range(500)]
    check(expect.fast(candidate.count_terms, reference, documents), documents)
