"""Whole columns in pandas, and a deviation of zero is replaced by one."""

import numpy as np


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    numbers = df[numerical_cols].astype(float)
    medians = numbers.median()
    numbers = numbers.fillna(medians)
    config = {
        "medians": medians,
        "means": numbers.mean(),
        "stds": numbers.std().replace(0, 1),
        "modes": {col: df[col].mode()[0] for col in categorical_cols},
        "categories": {col: sorted(df[col].dropna().unique())[1:] for col in categorical_cols},
    }
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    numbers = df[config["medians"].index].astype(float).fillna(config["medians"])
    blocks = [((numbers - config["means"]) / config["stds"]).to_numpy()]
    for col, categories in config["categories"].items():
        texts = df[col].fillna(config["modes"][col])
        blocks += [(texts == category).to_numpy(dtype=float)[:, None] for category in categories]
    return np.hstack(blocks)
