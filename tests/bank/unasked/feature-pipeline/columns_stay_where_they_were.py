# assumes: other-columns, target-in-new-rows, missing-values
import math

import numpy as np
import pandas as pd


def missing(value):
    return isinstance(value, float) and math.isnan(value)


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": {}, "cat": {}}
    for c in numerical_cols:
        median = df[c].median()
        filled = df[c].fillna(median)
        config["num"][df.columns.get_loc(c)] = (median, filled.mean(), filled.std() if filled.nunique() > 1 else 1.0)
    for c in categorical_cols:
        counts = {}
        for value in df[c]:
            if not missing(value):
                counts[value] = counts.get(value, 0) + 1
        levels = sorted(counts)
        config["cat"][df.columns.get_loc(c)] = (max(levels, key=counts.get), levels)
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    rows = df.to_numpy(dtype=object)
    X = []
    for j, (median, mean, std) in config["num"].items():
        values = rows[:, j].astype(float)
        X.append((np.where(np.isnan(values), median, values) - mean) / std)
    for j, (mode, levels) in config["cat"].items():
        filled = [mode if missing(value) else value for value in rows[:, j]]
        X += [[float(value == level) for value in filled] for level in levels[1:]]
    return np.array(X).T
