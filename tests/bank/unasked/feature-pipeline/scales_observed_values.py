# assumes: fill-first
import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": {}, "cat": {}}
    for c in numerical_cols:  # mean() and std() of pandas skip what is missing
        config["num"][c] = (df[c].median(), df[c].mean(), df[c].std() if df[c].nunique() > 1 else 1.0)
    for c in categorical_cols:
        config["cat"][c] = (df[c].mode()[0], sorted(df[c].dropna().unique()))
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    X = [((df[c].fillna(median) - mean) / std).to_numpy(float) for c, (median, mean, std) in config["num"].items()]
    for c, (mode, levels) in config["cat"].items():
        filled = df[c].fillna(mode).to_numpy()
        X += [(filled == level).astype(float) for level in levels[1:]]
    return np.column_stack(X)
