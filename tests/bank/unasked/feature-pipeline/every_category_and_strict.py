# assumes: categories, unseen
import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": {}, "cat": {}}
    for c in numerical_cols:
        median = df[c].median()
        filled = df[c].fillna(median)
        config["num"][c] = (median, filled.mean(), filled.std() if filled.nunique() > 1 else 1.0)
    for c in categorical_cols:
        config["cat"][c] = (df[c].mode()[0], list(df[c].dropna().unique()))
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    X = [((df[c].fillna(median) - mean) / std).to_numpy(float) for c, (median, mean, std) in config["num"].items()]
    for c, (mode, levels) in config["cat"].items():
        filled = df[c].fillna(mode)
        unknown = set(filled) - set(levels)
        if unknown:
            raise ValueError(f"unknown values in {c}: {sorted(unknown)}")
        X += [(filled == level).to_numpy(float) for level in levels]
    return np.column_stack(X)
