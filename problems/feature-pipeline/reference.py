"""Imputing, standardizing and one-hot encoding (M. Kuhn and K. Johnson, "Feature Engineering and Selection", 2019).

Chapters 5, 6 and 8: everything is learned from the training rows, and new rows are only transformed with it.
"""

import numpy as np


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    """Learn from the training rows; returns X (n, p), y (n,) and what was learned."""
    config = {"numerical": {}, "categorical": {}}
    for col in numerical_cols:
        values = df[col].to_numpy(dtype=float)  # (n,), NaN where missing
        median = np.nanmedian(values)
        filled = np.where(np.isnan(values), median, values)
        # The computed deviation of equal numbers need not be exactly zero, so they are compared themselves.
        scale = filled.std() if filled.max() > filled.min() else 1.0
        config["numerical"][col] = median, filled.mean(), scale
    for col in categorical_cols:
        mode = df[col].mode()[0]  # sorted, so the smallest of a tie
        config["categorical"][col] = mode, sorted(df[col].dropna().unique())
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    """Transform rows with what was learned: X (n, p), numerical columns first, then the indicators."""
    columns = []
    for col, (median, mean, scale) in config["numerical"].items():
        values = df[col].to_numpy(dtype=float)
        filled = np.where(np.isnan(values), median, values)
        columns.append((filled - mean) / scale)
    for col, (mode, categories) in config["categorical"].items():
        filled = df[col].fillna(mode).to_numpy()
        columns += [filled == category for category in categories[1:]]  # the first is the row of zeros
    return np.column_stack(columns).astype(float)  # (n, p)
