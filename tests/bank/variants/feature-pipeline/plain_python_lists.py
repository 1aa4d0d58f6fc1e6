import math
from collections import Counter


def is_missing(value):
    return value is None or value != value


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    learned = []
    for name in numerical_cols:
        present = sorted(float(v) for v in df[name].tolist() if not is_missing(v))
        middle = len(present) // 2
        if len(present) % 2 == 1:
            median = present[middle]
        else:
            median = (present[middle - 1] + present[middle]) / 2
        column = [median if is_missing(v) else float(v) for v in df[name].tolist()]
        mean = math.fsum(column) / len(column)
        std = math.sqrt(math.fsum((v - mean) ** 2 for v in column) / (len(column) - 1))
        std = std if len(set(column)) > 1 else 0.0
        learned.append(("number", name, median, mean, std))
    for name in categorical_cols:
        counts = Counter(v for v in df[name].tolist() if not is_missing(v))
        best = max(counts.values())
        mode = min(v for v, c in counts.items() if c == best)
        learned.append(("category", name, mode, sorted(counts)))
    return apply_feature_pipeline(df, learned), df[target_col].tolist(), learned


def apply_feature_pipeline(df, config):
    rows = [[] for _ in range(len(df))]
    for kind, name, *rest in config:
        for row, value in zip(rows, df[name].tolist()):
            if kind == "number":
                median, mean, std = rest
                value = median if is_missing(value) else float(value)
                row.append((value - mean) / std if std else 0.0)
            else:
                mode, categories = rest
                value = mode if is_missing(value) else value
                row.extend([1 if value == c else 0 for c in categories[1:]])
    return rows
