"""One column after the other, with lists for texts."""

import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": [], "cat": []}
    for col in numerical_cols:
        values = df[col].to_numpy(dtype=float)
        median = float(np.median(values[~np.isnan(values)]))
        values = np.where(np.isnan(values), median, values)
        mean = float(values.mean())
        std = float(values.std()) if values.min() < values.max() else 1.0
        config["num"].append((col, median, mean, std))
    for col in categorical_cols:
        texts = [text for text in df[col].tolist() if not pd.isna(text)]
        counts = {text: texts.count(text) for text in set(texts)}
        mode = min(counts, key=lambda text: (-counts[text], text))
        config["cat"].append((col, mode, sorted(counts)[1:]))
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    columns = []
    for col, median, mean, std in config["num"]:
        values = df[col].to_numpy(dtype=float)
        values = np.where(np.isnan(values), median, values)
        columns.append((values - mean) / std)
    for col, mode, kept in config["cat"]:
        texts = [mode if pd.isna(text) else text for text in df[col].tolist()]
        for category in kept:
            columns.append(np.array([float(text == category) for text in texts]))
    return np.column_stack(columns)
