"""Pure Python: sorts the rows once and walks group by group of equal scores, counting the negatives passed."""


def roc_auc(y_true, scores):
    rows = sorted(zip((float(s) for s in scores), (int(y) for y in y_true), strict=True))
    total = sum(label for _, label in rows)
    if total in (0, len(rows)):
        raise ValueError("only one class")
    below, won, i = 0, 0.0, 0
    while i < len(rows):
        j, ones = i, 0
        while j < len(rows) and rows[j][0] == rows[i][0]:
            ones += rows[j][1]
            j += 1
        zeros = j - i - ones
        won += ones * (below + zeros / 2)
        below += zeros
        i = j
    return won / (total * (len(rows) - total))
