"""No regular expression: walks character by character; nested lists and an OrderedDict out."""

from collections import OrderedDict

KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def tokens(text):
    run = []
    for character in text.lower() + " ":
        if character in KEPT:
            run.append(character)
        else:
            if len(run) >= 2:
                yield "".join(run)
            run = []


def count_terms(documents):
    split = [list(tokens(text)) for text in documents]
    vocabulary = OrderedDict((t, i) for i, t in enumerate(sorted({t for one in split for t in one})))
    rows = []
    for one in split:
        row = [0] * len(vocabulary)
        for term in one:
            row[vocabulary[term]] += 1
        rows.append(row)
    return [rows, vocabulary]
