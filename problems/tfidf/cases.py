"""Hidden cases of tfidf.

The matrix depends on everything that is settled only when asked: the terms, tf, idf and the norm. So each case
looks at one of them and is built to be blind to the rest. Terms are invented words, and columns are found by the
returned vocabulary. Rows are compared up to their length, unless it is the length that is judged; where idf is
judged every count is one, and where tf is judged every term has the same document frequency.
"""

import string
from contextlib import suppress

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import CandidateRaised
from mockml.judge.case import Candidate, case

from .reference import tfidf as reference
from .shared import (
    AFRESH,
    IDF,
    RTOL,
    TERMS,
    TF,
    WORDS,
    check_directions,
    check_idf,
    check_places,
    directions,
    invent,
    once,
    read,
    same,
    texts,
)


@case("the vocabulary has every term once, and the matrix a column for each", tag="core")
def shapes(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 12)
    counts = once(rng, words, 7)
    M = read(candidate.tfidf(texts(rng, counts, words)), 7, words)
    check_places(M, counts > 0, words, hint="The vocabulary says which column is the term's")


@case("rows come in the order of the documents, whatever the order of their words", tag="core")
def rows_are_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 10)
    counts = once(rng, words, 6) * rng.integers(1, 4, size=(6, 10))
    function, documents, order = candidate.tfidf, texts(rng, counts, words), np.roll(np.arange(6), 2)
    M = read(function(documents), 6, words)
    check_places(M, counts > 0, words, hint="Row i belongs to document i")
    N = read(function([" ".join(reversed(documents[i].split())) for i in order]), 6, words)
    hint = "A document's row does not depend on where it stands, on the order of its words or on an earlier call"
    same(N, M[order], words, "matrix, of the same documents in another order", hint=hint)


@case("a term's weight is its tf times its idf", tag="core", clarifies="tf")
def tf_times_idf(candidate: Candidate, rng: np.random.Generator) -> None:
    # How much three occurrences weigh against one, and a rare term against a frequent one, is taken from the
    # solution itself, from rows with one difference only; a row with both must show the product.
    rare, common, other, fill = invent(rng, 4)
    documents = [
        f"{rare} {common}",
        f"{rare} {rare} {rare} {other}",
        f"{common} {rare} {rare} {rare}",
        f"{common} {fill}",
    ]
    documents += [f"{common} {other}", f"{other} {fill}", fill, fill]  # rare 3, common 4, other 3, of 8 documents
    terms = [rare, common, other, fill]
    M = read(candidate.tfidf(documents), 8, terms)
    check_places(M[:3], np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0]]), terms, hint="A term that is there counts")
    by_idf, by_tf, both = M[0, 0] / M[0, 1], M[1, 0] / M[1, 2], M[2, 0] / M[2, 1]
    expect.close(by_tf, 3.0, "a term that is there three times against one that is there once", rtol=RTOL, hint=TF)
    expect.close(both, by_tf * by_idf, "a rare term three times against a common one", rtol=RTOL, hint="tf * idf")


@case("tf is the raw count", tag="core", clarifies="tf")
def raw_count(candidate: Candidate, rng: np.random.Generator) -> None:
    # Each word is in two of the ten documents, so all have the same idf, whatever its formula.
    words = invent(rng, 15)
    counts = np.zeros((10, 15), dtype=int)
    for j in range(15):
        counts[[j % 5, 5 + (j + j // 5) % 5], j] = 1 + rng.permutation(12)[:2]
    M = read(candidate.tfidf(texts(rng, counts, words)), 10, words)
    check_directions(M, counts, words, hint=TF)


@case("idf is ln((1 + n) / (1 + df)) + 1", tag="core", clarifies="idf")
def smoothed_idf(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 20)
    counts = once(rng, words, 9, most=9)
    counts[:, -1] = 1  # and one word that is in every document
    check_idf(read(candidate.tfidf(texts(rng, counts, words)), 9, words), counts, words)


@case("df counts documents, not occurrences", tag="core", clarifies="idf")
def document_frequency(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 8)
    counts = once(rng, words, 8)
    often = np.zeros((3, 8), dtype=int)  # more documents, with words many times; their own rows are not judged
    often[np.arange(8) % 3, np.arange(8)] = 2 + np.arange(8) * 3
    counts = np.vstack([counts, often])
    M = read(candidate.tfidf(texts(rng, counts, words)), 11, words)
    idf = np.log(12 / (1 + np.count_nonzero(counts, axis=0))) + 1
    check_directions(M[:8], counts[:8] * idf, words, hint=IDF)


@case("every row has length 1", tag="core", clarifies="normalization")
def unit_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 12)
    counts = once(rng, words, 8) * rng.integers(1, 9, size=(8, 12))
    M = read(candidate.tfidf(texts(rng, counts, words)), 8, words)
    hint = "Each row is divided by the root of the sum of its squares"
    expect.close(np.sqrt((M**2).sum(axis=1)), np.ones(8), "the lengths of the rows", rtol=RTOL, hint=hint)
    a, b, c, *_ = words
    M = read(candidate.tfidf([a, f"{b} {b}", f"{a} {b} {c}", c]), 4, [a, b, c])
    hint = f"{hint}, also where a document is a single word, or one word twice"
    expect.close(np.sqrt((M**2).sum(axis=1)), np.ones(4), "the lengths of the rows", rtol=RTOL, hint=hint)
    # Many documents, and a number of them that blocks of a round size do not divide.
    documents = [" ".join(words), *map(" ".join, rng.choice(words, size=(1036, 2)).tolist())]
    M = read(candidate.tfidf(documents), 1037, words)
    hint = "Each row is scaled, the last like the first"
    expect.close(np.sqrt((M**2).sum(axis=1)), np.ones(1037), "the lengths of the rows", rtol=RTOL, hint=hint)


@case("upper and lower case are one term", tag="core", clarifies="letter-case")
def letter_case(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 9)
    counts = once(rng, words, 6) * rng.integers(1, 4, size=(6, 9))
    low, styles = texts(rng, counts, words), (str.upper, str.title, str.lower)
    mixed = [" ".join(styles[i % 3](word) for i, word in enumerate(text.split())) for text in low]
    function = candidate.tfidf
    hint = "Lower-case the text before looking for terms"
    M = read(function(mixed), 6, words, hint=hint)
    N = read(function(low), 6, words)
    same(M, N, words, "matrix, against that of the same text in lower case", hint=hint)
    a, b, c, d = words[:4]
    mixed = [f"{a} {b.title()}", f"{b} i{c.title()}", f"{c}{d.title()} {a}", f"{d.title()} {d}", "NaN"]
    low = [text.lower() for text in mixed]
    terms = sorted(set(" ".join(low).split()))
    hint = "Lower-case all of every text, and leave out no word"
    M = read(function(mixed), 5, terms, hint=hint)
    N = read(function(low), 5, terms, hint=hint)
    same(M, N, terms, "matrix, against that of the same text in lower case", hint=hint)


def check_split(candidate, written, plain, hint=TERMS):
    """Documents as they are written give what the same terms with single spaces between them give."""
    function = candidate.tfidf
    terms = sorted(set(" ".join(plain).split()))
    M = read(function(written), len(written), terms, hint=hint)
    N = read(function(plain), len(plain), terms, hint=hint)
    same(M, N, terms, "matrix, against that of the same terms with spaces between them", hint=hint)
    check_places(M, held(plain, terms), terms, hint=hint)


def held(documents, terms):
    """Which of the terms are in which document, whose terms have spaces between them."""
    return np.array([[term in words for term in terms] for words in (set(text.split()) for text in documents)])


@case("all that is no letter and no digit separates terms", tag="edge", clarifies="terms")
def separators(candidate: Candidate, rng: np.random.Generator) -> None:
    marks = [*string.punctuation.replace("_", ""), "\t", "\n", "\r\n", "   ", "\f", " -- ", "..."]
    words = invent(rng, 2 * len(marks))
    pairs = list(
        zip(rng.permutation(words[: len(marks)]).tolist(), rng.permutation(words[len(marks) :]).tolist(), strict=True)
    )
    written = [f"{mark}{a}{mark}{b}{mark}" for (a, b), mark in zip(pairs, marks, strict=True)]
    plain = [f"{a} {b}" for a, b in pairs]
    check_split(candidate, [*written, f"  ({pairs[0][0]})\n"], [*plain, pairs[0][0]])
    written = [f"{a}{mark}{b}" for (a, b), mark in zip(pairs, "\0\a\b\x1b\x7f", strict=False)]
    check_split(candidate, written, plain[:5], hint=f"{TERMS}, control characters too, which pasted logs may hold")
    w = [word for pair in pairs for word in pair]
    written = [
        f"https://{w[0]}.com/{w[1]}/{w[2]}?id=12",
        f"<b>{w[3]}</b> {w[4]} < {w[5]} &amp; {w[6]} > 10",
        f"{w[7]} 3.14 {w[8]} 10.25",
        f"{w[9]} u.s.a. {w[10]}",
        f"{w[11]}-\n{w[12]}",
    ]
    plain = [
        f"https {w[0]} com {w[1]} {w[2]} id 12",
        f"{w[3]} {w[4]} {w[5]} amp {w[6]} 10",
        f"{w[7]} 14 {w[8]} 10 25",
        f"{w[9]} {w[10]}",
        f"{w[11]} {w[12]}",
    ]
    hint = f"{TERMS}, in addresses, in tags, in decimals, in abbreviations and at the end of a line as well"
    check_split(candidate, written, plain, hint=hint)


@case("single letters and digits are no terms", tag="edge", clarifies="terms")
def single_characters(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b, c, d = invent(rng, 4)
    written = [f"{a} b {b}", f"i {c}'s {a} x 7", f"z-{d} {b}'t", f"q {c} 0,5 {d} k", f"{a}, {d}; v."]
    check_split(candidate, written, [f"{a} {b}", f"{c} {a}", f"{d} {b}", f"{c} {d}", f"{a} {d}"])


@case("two characters are enough, and digits belong to terms", tag="edge", clarifies="terms")
def digits_and_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    year, digit, word = str(rng.integers(1900, 2100)), str(rng.integers(2, 10)), invent(rng, 1)[0]
    written = [
        f"{word}{digit} {year}",
        f"{year}-1{digit}",
        f"{digit}d zk {word}",
        f"zk2, {word}{digit}!",
        f"1{digit} 007",
        "zk",
    ]
    plain = [f"{word}{digit} {year}", f"{year} 1{digit}", f"{digit}d zk {word}", f"zk2 {word}{digit}", f"1{digit} 007"]
    check_split(candidate, written, [*plain, "zk"])
    hint = f"{TERMS}. A run stays whole, and as it is written"
    check_split(candidate, ["b2b!", f"{word}, a1b2", "soooo (2fa)"], ["b2b", f"{word} a1b2", "soooo 2fa"], hint=hint)


@case("common words are terms like others", tag="edge", clarifies="stop-words")
def common_words(candidate: Candidate, rng: np.random.Generator) -> None:
    a, b, c, *more = invent(rng, 15)
    plain = [f"the {a} of the {b}", f"and the {c} is in {a}", f"to be or not {b}", f"running runs {c}"]
    plain.append(f"{more[0]}{a}{b}{c} {''.join(more)} {c}")  # of 24 and of 72 letters
    terms = sorted(set(" ".join(plain).split()))
    hint = "No word is left out, and none is cut to a stem or to a greatest length"
    M = read(candidate.tfidf(plain), 5, terms, hint=hint)
    check_places(M, held(plain, terms), terms, hint=hint)
    # Words that code likes to take for something else: for a missing text, a mark of HTML, a key of its own.
    plain = ["none", "nan", "null", "amp lt gt quot nbsp", "norm length total sum", "doc docs count", "idf tf df term"]
    terms = sorted(set(" ".join(plain).split()))
    hint = "Every word is a term like any other, also one that code has a use of its own for"
    M = read(candidate.tfidf(plain), 7, terms, hint=hint)
    check_places(M, held(plain, terms), terms, hint=hint)
    terms = rng.permutation([*WORDS, *(f"{word}ra" for word in WORDS)][:6000]).tolist()
    plain = [" ".join(terms[i::3]) for i in range(3)]
    hint = "No term is left out, however many there are"
    M = read(candidate.tfidf(plain), 3, terms, hint=hint)
    check_places(M, held(plain, terms), terms, hint=hint)


@case("a term inside another term is no occurrence of it", tag="edge")
def terms_within_terms(candidate: Candidate, rng: np.random.Generator) -> None:
    # The same counts with words that have nothing in common must give the same matrix.
    word = invent(rng, 1)[0]
    nested, apart = [word[:3], word, f"{word}ra", f"{word}rado", f"za{word}"], invent(rng, 5)
    counts = np.array(
        [[1, 0, 0, 0, 2], [0, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 2, 1, 0], [0, 0, 0, 1, 1], [1, 0, 0, 0, 0]]
    )
    function = candidate.tfidf
    M = read(function(texts(rng, counts, nested)), 6, nested)
    N = read(function(texts(rng, counts, apart)), 6, apart)
    hint = "Count terms, not places in the text"
    same(M, N, nested, "matrix, against that of words that are no parts of each other", hint=hint)


@case("columns are in alphabetical order", tag="contract", clarifies="column-order")
def alphabetical(candidate: Candidate, rng: np.random.Generator) -> None:
    words = rng.permutation([*invent(rng, 30), "azz", "aza", "az", "zz", "zza"]).tolist()
    documents = [" ".join(words[i : i + 7]) for i in range(0, 35, 5)]
    check_order(candidate.tfidf(documents), 7, words, hint="Sort the terms, then number them")
    # Capitals that sort before small letters, numbers, and words with a long beginning in common.
    a, b, c = invent(rng, 3)
    documents = [f"{c.title()} {a}{b}ing 9a a9", f"{a}{b}er 20 100 a10", f"{a} 10 a9"]
    terms = sorted(set(" ".join(documents).lower().split()))
    result = candidate.tfidf(documents)
    vocabulary = expect.plain(expect.returns(result, "matrix", "vocabulary")[1])
    if isinstance(vocabulary, dict) and set(vocabulary) == set(terms):  # what a term is, other cases judge
        check_order(result, 3, terms, hint="Sort the lower-cased terms, as strings: digits come before letters")


def check_order(result, n, terms, *, hint):
    """The columns are in the order of the sorted terms."""
    read(result, n, terms)
    vocabulary = expect.plain(expect.returns(result, "matrix", "vocabulary")[1])
    for column, (wanted, got) in enumerate(zip(sorted(terms), sorted(terms, key=vocabulary.get), strict=True)):
        expect.that(wanted == got, f"vocabulary: expected {wanted!r} for column {column}, got {got!r}. {hint}")


@case("a term that is in every document still counts", tag="edge", clarifies="idf")
def in_every_document(candidate: Candidate, rng: np.random.Generator) -> None:
    everywhere, *words = invent(rng, 6)
    counts = np.column_stack([np.ones(5, dtype=int), np.eye(5, dtype=int)])
    terms = [everywhere, *words]
    check_idf(read(candidate.tfidf(texts(rng, counts, terms)), 5, terms), counts, terms)


@case("a single document, and a single term", tag="edge", clarifies="idf")
def smallest_corpora(candidate: Candidate, rng: np.random.Generator) -> None:
    function, words = candidate.tfidf, invent(rng, int(rng.integers(3, 7)))
    for documents, terms in (([" ".join(words)], words), ([words[0]] * 3, words[:1]), ([words[0]], words[:1])):
        M = read(function(documents), len(documents), terms)
        check_idf(M, np.ones((len(documents), len(terms))), terms)


@case("documents that are the same have the same row", tag="edge")
def duplicates(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 8)
    documents = texts(rng, once(rng, words, 6), words)
    M = read(candidate.tfidf([*documents, *documents[:3]]), 9, words)
    expect.that(bool((M[:3].max(axis=1) > 0).all()), "the rows of repeated documents: expected weights, got only zeros")
    same(M[6:], M[:3], words, "the rows of repeated documents, against the first ones", hint="Each document has a row")


@case("a document without a term is a row of zeros", tag="edge", clarifies="empty-document")
def empty_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 6)
    documents = texts(rng, once(rng, words, 7), words)
    for place, text in ((0, ""), (4, " \n "), (7, " "), (10, "")):
        documents.insert(place, text)
    function = candidate.tfidf
    check_rows(read(function(documents), 11, words), documents)
    for text in ("?!", "i", "7 a"):
        documents[7] = text
        result = function(documents)
        if not took(result, [text]):  # what a term is, other cases judge
            check_rows(read(result, 11, words), documents)


def check_rows(M, documents):
    """Rows are zero for the documents without a word of two letters, and for no other."""
    for i, (row, text) in enumerate(zip(M, documents, strict=True)):
        filled, wanted = bool(row.any()), any(len(word) > 1 and word.isalnum() for word in text.split())
        expect.that(
            filled == wanted,
            f"matrix: for documents[{i}], which holds {'some terms' if wanted else 'no term'}, expected a row "
            f"{'with weights' if wanted else 'of zeros'}, got {'weights' if filled else 'zeros'}. "
            "A document without a term stays in its place, as zeros and not NaN",
        )


def took(result, documents):
    """Whether a result has a word of the documents for a term, which are to have none."""
    vocabulary = expect.plain(expect.returns(result, "matrix", "vocabulary")[1])
    return isinstance(vocabulary, dict) and bool(set(vocabulary) & set(" ".join(documents).split()))


@case("documents without a term count in n", tag="edge", clarifies="empty-document")
def empty_documents_count(candidate: Candidate, rng: np.random.Generator) -> None:
    # Documents of one unrelated word change n in the same way and no df, whatever the formula is.
    words = invent(rng, 7)
    documents, function = texts(rng, once(rng, words[1:], 6), words[1:]), candidate.tfidf
    terms = words[1:]
    N = read(function(beside(documents, words[0])), 10, words)[:, 1:]  # the other word's rows are zero in the rest
    for text in ("", " \n", "!", "a"):
        result = function(beside(documents, text))
        if took(result, [text]):
            continue  # what a term is, other cases judge
        M = read(result, 10, terms)
        what = f"matrix, with four documents {text!r}, against that with four of another word"
        hint = "n is the number of all documents, those without a term included"
        same(directions(M), directions(N), terms, f"{what}, rows scaled to length 1", hint=hint)
        hint = "Only the lengths differ: a row is divided by its own length, wherever documents without a term stand"
        same(M, N, terms, what, hint=hint)


def beside(documents, text):
    """Six documents, with four times another before, among and after them."""
    return [text, *documents[:2], text, text, *documents[2:], text]


@case("no documents, or none with a term, raise ValueError", tag="contract", clarifies="no-terms")
def nothing_to_count(candidate: Candidate, rng: np.random.Generator) -> None:
    blank = " " * int(rng.integers(1, 9))
    for documents in ([], [""], ["", " ", "\n"], [blank, blank], ["?!", "", "..."], ["a b", "7"], ["i"]):
        try:
            result = candidate.tfidf(documents)
        except CandidateRaised as error:
            if "ValueError" in error.types:
                continue
            raise
        if took(result, documents):
            continue  # what a term is, other cases judge
        raise expect.failed(
            f"documents={documents}: expected ValueError to be raised, got {expect.describe(result)} returned. "
            "There is no term to make a column of"
        )


@case("counts of every size", tag="numerics", clarifies="tf")
def large_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    # All words have the same df. The counts are past what 8 and 16 bits hold.
    a, b, c, d, e, f = invent(rng, 6)
    big = int(rng.integers(70_000, 90_000))
    documents = [f"{a} {b} " + f"{c} " * 300 + f"{d} " * 40_000 + f"{e} " * big, f"{a} {b} {c} {d} {e}", f, f]
    M = read(candidate.tfidf(documents), 4, [a, b, c, d, e, f])
    expect.that(bool(M[0, 0] > 0), "matrix: expected a weight above zero for a term that is there once, got none")
    wanted = [1.0, 1.0, 300.0, 40_000.0, float(big)]
    for name, got, want in zip(
        ("once", "once", "300 times", "40000 times", f"{big} times"), M[0, :5], wanted, strict=True
    ):
        expect.close(
            got / M[0, 0], want, f"weight of a term that is there {name}, against one there once", rtol=1e-4, hint=TF
        )


@case("idf of thousands of documents", tag="numerics", clarifies="idf")
def many_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    words, n = invent(rng, 5), 3000
    counts = np.zeros((n, 5), dtype=int)
    for j, df in enumerate((1, 2, 40, 2990, n)):
        counts[rng.choice(n, size=df, replace=False), j] = 1
    counts[0] = 1
    check_idf(read(candidate.tfidf(texts(rng, counts, words)), n, words), counts, words)


@case("leaves the caller's list as it is", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 9)
    documents = [f" {text.title()}! " for text in texts(rng, once(rng, words, 6), words)]
    documents = [max(documents), *sorted(documents, reverse=True)]  # in no sorted order, and one repeated
    result = expect.unmodified(candidate.tfidf, documents)
    matrix, _ = expect.returns(result, "matrix", "vocabulary")
    expect.array(matrix, "matrix", shape=(7, None))
    documents = ["", f"{documents[0]}\n", "  ", "", *documents[1:], " \n", f"{words[0]}\r\n"]
    with suppress(CandidateRaised):  # what becomes of empty documents, other cases judge
        expect.unmodified(candidate.tfidf, documents)


@case("calls do not know of each other", tag="contract")
def starts_afresh(candidate: Candidate, rng: np.random.Generator) -> None:
    words, function = invent(rng, 16), candidate.tfidf
    one, other = words[:10], words[7:]
    first = texts(rng, once(rng, one, 8), one)
    M = read(function(first), 8, one)
    hint = AFRESH
    second = texts(rng, once(rng, other, 6), other)
    N = read(function(second), 6, other, hint=hint)
    alone = read(candidate.elsewhere().tfidf(second), 6, other)
    same(N, alone, other, "matrix of a second call, against that of the same call alone", hint=hint)
    for word in words:  # texts of one length: a new one is likely where an old one was in memory
        read(function([word] * 3), 3, [word], hint=hint)
    with suppress(CandidateRaised):  # whether it has to be an error, another case judges
        function(["", " "])
    hint = f"{AFRESH}, not even of one that failed"
    again = read(function(first), 8, one, hint=hint)
    same(again, M, one, "matrix, from another call with the same documents", hint=hint)
    expect.unshared(function, (first,), (first[::-1],))


@case("handles many documents and a large vocabulary", tag="speed", clarifies="idf")
def many_terms(candidate: Candidate, rng: np.random.Generator) -> None:
    words = invent(rng, 1000)
    counts = np.zeros((300, 1000), dtype=int)
    for row in counts:
        row[rng.choice(1000, size=60, replace=False)] = 1
    words = [word for word, held in zip(words, counts.any(axis=0), strict=True) if held]
    counts = counts[:, counts.any(axis=0)]
    result = expect.fast(candidate.tfidf, reference, texts(rng, counts, words), ratio=20.0)
    check_idf(read(result, 300, words), counts, words)
