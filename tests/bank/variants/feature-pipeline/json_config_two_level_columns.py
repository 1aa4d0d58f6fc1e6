import json
import pandas as pd


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    df = df.copy()
    med = df[numerical_cols].median().to_dict()
    f = df[numerical_cols].fillna(med).astype("float64")
    mode = {c: df[c].mode().tolist()[0] for c in categorical_cols}
    cats = {c: pd.Categorical(df[c]).categories.tolist() for c in categorical_cols}
    # Plain JSON, so that it can be kept in a file; the columns of X have two levels and hold objects.
    config = json.dumps(
        {
            "med": med,
            "mean": f.mean().to_dict(),
            "std": {c: s if f[c].nunique() > 1 else 1 for c, s in f.std(ddof=0).to_dict().items()},
            "mode": mode,
            "cats": cats,
            "num": list(numerical_cols),
        }
    )
    return apply_feature_pipeline(df, config), df[[target_col]].squeeze(), config


def apply_feature_pipeline(df, config):
    c = json.loads(config)
    out = {}
    for n in c["num"]:
        out["num", n] = (df[n].fillna(c["med"][n]) - c["mean"][n]) / c["std"][n]
    for n, levels in c["cats"].items():
        codes = pd.Categorical(df[n].fillna(c["mode"][n]), categories=levels).codes
        for i in range(1, len(levels)):
            out["cat", f"{n}/{levels[i]}"] = pd.Series((codes == i).astype(object), index=df.index)
    return pd.concat({k: v.reset_index(drop=True) for k, v in out.items()}, axis=1).astype(object)
