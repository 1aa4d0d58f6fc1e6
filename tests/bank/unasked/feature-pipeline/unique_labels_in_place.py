# assumes: row-labels, caller-data
import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": {}, "cat": {}}
    for c in numerical_cols:
        median = df[c].median()
        df[c] = df[c].fillna(median)
        config["num"][c] = (median, df[c].mean(), df[c].std(ddof=0) if df[c].nunique() > 1 else 1.0)
    for c in categorical_cols:
        config["cat"][c] = (df[c].mode()[0], sorted(df[c].dropna().unique()))
    return apply_feature_pipeline(df, config), df[target_col], config


def apply_feature_pipeline(df, config):
    X = pd.DataFrame(index=df.index)
    for c, (median, mean, std) in config["num"].items():
        X = X.join(((df[c].fillna(median) - mean) / std).rename(c))
    for c, (mode, levels) in config["cat"].items():
        for level in levels[1:]:
            X = X.join((df[c].fillna(mode) == level).astype(float).rename(f"{c}_{level}"))
    return X
