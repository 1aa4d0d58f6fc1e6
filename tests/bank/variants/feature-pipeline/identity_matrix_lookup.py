import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    work = df.copy(deep=True)
    config = dict(
        numerical_cols=numerical_cols[:],
        categorical_cols=categorical_cols[:],
        medians={},
        means={},
        stds={},
        modes={},
        index={},
    )
    for col in numerical_cols:
        config["medians"][col] = np.nanmedian(work[col].astype(float))
        work[col] = work[col].astype(float).fillna(config["medians"][col])
        config["means"][col] = work[col].mean()
        config["stds"][col] = work[col].std()
    for col in categorical_cols:
        config["modes"][col] = work[col].mode(dropna=True).min()
        levels = sorted(set(work[col].dropna()))
        config["index"][col] = {level: i for i, level in enumerate(levels)}
    X = apply_feature_pipeline(work, config)
    y = pd.Series(work[target_col]).reset_index(drop=True)
    return X, y, config


def apply_feature_pipeline(df, config):
    parts = []
    for col in config["numerical_cols"]:
        x = df[col].astype(float).fillna(config["medians"][col]).values
        sd = config["stds"][col]
        parts.append(
            np.zeros((len(x), 1))
            if np.isclose(sd, 0) and np.ptp(x) == 0
            else ((x - config["means"][col]) / (sd if sd > 0 else 1.0)).reshape(-1, 1)
        )
    for col in config["categorical_cols"]:
        table = config["index"][col]
        k = len(table)
        lookup = np.vstack([np.eye(k), np.zeros((1, k))])  # the last row is for the unseen
        codes = df[col].fillna(config["modes"][col]).map(table).fillna(k).astype(int)
        parts.append(lookup[codes.to_numpy()][:, 1:])
    return np.hstack(parts).tolist()
