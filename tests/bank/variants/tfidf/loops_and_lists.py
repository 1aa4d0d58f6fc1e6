# mockml: tfidf
import math

ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789"


def tokens_of(text):
    out = []
    current = ""
    for ch in text.lower() + " ":
        if ch in ALLOWED:
            current += ch
        else:
            if len(current) >= 2:
                out.append(current)
            current = ""
    return out


def tfidf(documents):
    docs = [tokens_of(d) for d in documents]
    df = {}
    for tokens in docs:
        for t in set(tokens):
            df[t] = df.get(t, 0) + 1
    if len(df) == 0:
        raise ValueError("empty vocabulary")
    names = sorted(df)
    vocab = {}
    for i in range(len(names)):
        vocab[names[i]] = i
    n = len(documents)
    matrix = []
    for tokens in docs:
        row = [0.0] * len(names)
        for t in tokens:
            row[vocab[t]] += 1.0
        total = 0.0
        for t, j in vocab.items():
            if row[j]:
                row[j] *= math.log((1 + n) / (1 + df[t])) + 1
                total += row[j] ** 2
        if total > 0:
            length = math.sqrt(total)
            row = [v / length for v in row]
        matrix.append(row)
    return matrix, vocab
