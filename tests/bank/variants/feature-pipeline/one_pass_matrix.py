import numpy as np

# Everything is one affine map of a raw matrix: numbers with NaN, then comparisons.


def raw(df, numerical, medians):
    M = np.column_stack([np.asarray(df[c], dtype=np.float64) for c in numerical])
    rows, cols = np.nonzero(np.isnan(M))
    M[rows, cols] = medians[cols]
    return M


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    M = np.column_stack([np.asarray(df[c], dtype=np.float64) for c in numerical_cols])
    medians = np.nanmedian(M, axis=0)
    M = raw(df, numerical_cols, medians)
    mean = np.einsum("nd->d", M) / M.shape[0]
    D = M - mean
    constant = (M == M[0]).all(axis=0)
    # Scaled before squaring, so that no unit overflows.
    biggest = np.abs(D).max(axis=0)
    biggest[constant] = 1.0
    std = biggest * np.sqrt(np.einsum("nd,nd->d", D / biggest, D / biggest) / len(D))
    std[constant] = 1.0
    pairs, modes = [], {}
    for c in categorical_cols:
        seen = {}
        for v in df[c].dropna():
            seen[v] = seen.get(v, 0) + 1
        modes[c] = sorted(seen, key=lambda v: (-seen[v], v))[0]
        pairs += [(c, v) for v in sorted(seen)[1:]]
    config = {
        "numerical": list(numerical_cols),
        "medians": medians,
        "mean": mean,
        "std": std,
        "modes": modes,
        "pairs": pairs,
    }
    return apply_feature_pipeline(df, config), df[target_col].to_list(), config


def apply_feature_pipeline(df, config):
    Z = (raw(df, config["numerical"], config["medians"]) - config["mean"]) / config["std"]
    B = np.empty((len(df), len(config["pairs"])))
    columns = {c: df[c].fillna(mode).to_numpy(dtype=object) for c, mode in config["modes"].items()}
    for j, (c, v) in enumerate(config["pairs"]):
        B[:, j] = columns[c] == v
    return np.c_[Z, B]
