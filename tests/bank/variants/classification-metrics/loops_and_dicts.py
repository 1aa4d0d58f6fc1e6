# mockml: classification-metrics
from collections import Counter


def confusion_matrix(y_true, y_pred, n_classes):
    pairs = Counter((int(t), int(p)) for t, p in zip(y_true, y_pred))
    return [[pairs[(i, j)] for j in range(n_classes)] for i in range(n_classes)]


def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    p = tp / (tp + fp) if tp + fp > 0 else 0.0
    r = tp / (tp + fn) if tp + fn > 0 else 0.0
    f = 2 * p * r / (p + r) if p + r > 0 else 0.0
    return p, r, f


def roc_auc(y_true, scores):
    rows = sorted(zip([float(s) for s in scores], [int(v) for v in y_true]))
    n_pos = sum(label for _, label in rows)
    n_neg = len(rows) - n_pos
    if not n_pos or not n_neg:
        raise ValueError("one class only")
    wins, below, i = 0.0, 0, 0
    while i < len(rows):
        j, pos, neg = i, 0, 0
        while j < len(rows) and rows[j][0] == rows[i][0]:
            if rows[j][1]:
                pos += 1
            else:
                neg += 1
            j += 1
        wins += pos * below + 0.5 * pos * neg
        below += neg
        i = j
    return wins / n_pos / n_neg
