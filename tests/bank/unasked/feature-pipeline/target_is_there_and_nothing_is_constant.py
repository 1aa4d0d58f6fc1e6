# assumes: target-in-new-rows, constant-column, mode-tie
from collections import Counter

import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"target": target_col, "num": {}, "cat": {}}
    for c in numerical_cols:
        median = df[c].median()
        filled = df[c].fillna(median)
        config["num"][c] = (median, filled.mean(), filled.std())
    for c in categorical_cols:
        counts = Counter(df[c].dropna())
        config["cat"][c] = (counts.most_common(1)[0][0], sorted(counts))
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    features = df.drop(columns=[config["target"]])
    X = [((features[c].fillna(m) - mean) / std).to_numpy(float) for c, (m, mean, std) in config["num"].items()]
    for c, (mode, levels) in config["cat"].items():
        filled = features[c].fillna(mode)
        X += [(filled == level).to_numpy(float) for level in levels[1:]]
    return np.column_stack(X)
