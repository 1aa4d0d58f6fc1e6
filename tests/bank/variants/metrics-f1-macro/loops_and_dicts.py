"""Pure Python: counts TP, FP and FN per class in dictionaries and joins precision and recall."""


def macro_f1(y_true, y_pred, n_classes):
    tp, fp, fn = ({c: 0 for c in range(n_classes)} for _ in range(3))
    for t, p in zip(y_true, y_pred, strict=True):
        t, p = int(t), int(p)
        if t == p:
            tp[t] += 1
        else:
            fp[p] += 1
            fn[t] += 1
    total = 0.0
    for c in range(n_classes):
        precision = tp[c] / (tp[c] + fp[c]) if tp[c] + fp[c] else 0.0
        recall = tp[c] / (tp[c] + fn[c]) if tp[c] + fn[c] else 0.0
        if precision + recall:
            total += 2 * precision * recall / (precision + recall)
    return total / n_classes
