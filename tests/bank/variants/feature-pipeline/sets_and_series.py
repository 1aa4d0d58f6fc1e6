import numpy as np
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    train = df.reset_index(drop=True)
    nums = train.loc[:, list(numerical_cols)].astype(float)
    center = nums.median(axis=0)
    nums = nums.where(nums.notna(), center, axis=1)
    stats = pd.DataFrame(
        {"median": center, "mean": nums.mean(), "std": nums.std(ddof=0).where(nums.max() > nums.min(), 0.0)}
    )
    cats = {}
    for c in categorical_cols:
        observed = train[c][train[c].notna()]
        table = observed.groupby(observed).size()
        cats[c] = {"mode": table.index[np.argmax(table.to_numpy())], "seen": set(observed.unique())}
    config = {"stats": stats, "cats": cats, "numeric": tuple(numerical_cols)}
    return apply_feature_pipeline(df, config), train[target_col].to_numpy(copy=True), config


def apply_feature_pipeline(df, config):
    df = df.reset_index(drop=True)
    X = pd.DataFrame(index=df.index)
    for c in config["numeric"]:
        s = config["stats"].loc[c]
        X[c] = 0.0 if s["std"] == 0 else (df[c].astype(float).fillna(s["median"]) - s["mean"]) / s["std"]
    for c, learned in config["cats"].items():
        values = df[c].where(df[c].notna(), learned["mode"])
        unknown = set(values) - learned["seen"]
        if unknown:
            print("never seen:", sorted(unknown))
        keep = sorted(learned["seen"])
        for k in keep[1:]:
            X[f"{c}={k}"] = values.eq(k).astype("int8")
    return X.to_numpy()
