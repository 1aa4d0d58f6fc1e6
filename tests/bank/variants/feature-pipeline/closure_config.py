import numpy as np


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    """The config holds functions, one for each block of columns."""
    blocks = {}
    for col in numerical_cols:
        blocks["num", col] = fit_number(df[col])
    for col in categorical_cols:
        blocks["cat", col] = fit_category(df[col])
    X = apply_feature_pipeline(df, blocks)
    print("built", X.shape)
    return X, df[target_col].values, blocks


def fit_number(series):
    median = series.median()
    filled = series.fillna(median).astype("float64")
    mu, sigma = filled.mean(), filled.std(ddof=1)
    if filled.min() == filled.max():
        sigma = 1

    def transform(values):
        return [(values.fillna(median).astype("float64") - mu) / sigma]

    return transform


def fit_category(series):
    mode = sorted(series.mode())[0]
    known = set(series.dropna())
    first = min(known)

    def transform(values):
        values = values.fillna(mode)
        return [np.array([v == k for v in values], dtype=float) for k in sorted(known - {first})]

    return transform


def apply_feature_pipeline(df, config):
    out = []
    for (_, col), transform in config.items():
        out.extend(np.asarray(part) for part in transform(df[col]))
    return np.array(out).T
