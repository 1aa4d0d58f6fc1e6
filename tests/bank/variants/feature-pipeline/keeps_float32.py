import numpy as np


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    numbers = []
    for col in numerical_cols:
        x = df[col].to_numpy()
        if x.dtype.kind != "f":
            x = x.astype(float)
        gap = np.isnan(x)
        med = np.median(x[~gap])
        x = np.where(gap, med, x)
        sd = x.std() if np.ptp(x) > 0 else x.dtype.type(1)
        numbers.append((col, med, x.mean(), sd))
    categories = []
    for col in categorical_cols:
        present = df[col].dropna().to_numpy(dtype=object).astype(str)
        values, counts = np.unique(present, return_counts=True)
        categories.append((col, values[counts.argmax()], values))
    config = (numbers, categories)
    return apply_feature_pipeline(df, config), df[target_col].to_numpy(), config


def apply_feature_pipeline(df, config):
    numbers, categories = config
    blocks = []
    for col, med, mean, sd in numbers:
        x = df[col].to_numpy()
        if x.dtype.kind != "f":
            x = x.astype(float)
        blocks.append(((np.where(np.isnan(x), med, x) - mean) / sd)[:, None])
    for col, mode, values in categories:
        present = df[col].notna().to_numpy()
        text = np.where(present, df[col].to_numpy(dtype=object), mode).astype(str)
        blocks.append((text[:, None] == values[None, 1:]).astype(np.float32))
    return np.concatenate(blocks, axis=1)
