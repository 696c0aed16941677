"""Scalers as scikit-learn fits and applies them, and images as TensorFlow standardizes them.

Writes scaling.json beside this file: `python kit/reference/golden/scaling.py`.
"""

import json
import math
import os
import sys
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import numpy as np
import scipy
import sklearn
import tensorflow as tf
from scipy.stats import norm
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

RANDOM = np.random.default_rng(20240603)
CLASSES = {"StandardScaler": StandardScaler, "MinMaxScaler": MinMaxScaler, "RobustScaler": RobustScaler}
LEARNED = {
    "StandardScaler": {"mean": "mean_", "variance": "var_", "scale": "scale_", "nSamplesSeen": "n_samples_seen_"},
    "MinMaxScaler": {
        "dataMin": "data_min_",
        "dataMax": "data_max_",
        "dataRange": "data_range_",
        "scale": "scale_",
        "min": "min_",
        "nSamplesSeen": "n_samples_seen_",
    },
    "RobustScaler": {"center": "center_", "scale": "scale_"},
}
NAN = math.nan


def plain(value):
    """What JSON carries: arrays as lists, NaN and infinities by name."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def with_gaps(x, share):
    x = x.copy()
    x[RANDOM.random(x.shape) < share] = NAN
    return x


def inputs():
    """Rows to fit on, by name."""
    spread = RANDOM.normal(0, 1, (12, 3)) * [1, 1e-3, 1e4] + [0, 5, -1e6]
    pixels = RANDOM.integers(0, 256, (10, 4)).astype(float)
    constant = RANDOM.normal(0, 1, (8, 3))
    constant[:, 0] = 0.1
    constant[:, 1] = 0
    return {
        "spread": spread,
        "pixels": pixels,
        "skewed": RANDOM.exponential(3, (15, 2)),
        "constant features": constant,
        "nearly constant": [1e8, 1] + RANDOM.normal(0, 5e-8, (9, 2)),
        "large constant": np.full((7, 2), [1e15 + 0.1, -3.3e-9]),
        "ties": RANDOM.integers(0, 3, (14, 3)).astype(float),
        "one row": np.array([[3.0, -2.0, 0.0]]),
        "one column": RANDOM.normal(2, 3, (11, 1)),
        "two rows": np.array([[1.0, 2.0], [2.0, 4.0]]),
        "NaN": with_gaps(RANDOM.normal(3, 2, (12, 4)), 0.25),
        "a feature of NaN": np.column_stack([RANDOM.normal(0, 1, 5), np.full(5, NAN)]),
        "outlier": np.concatenate([RANDOM.normal(0, 1, (9, 2)), [[1e6, -1e6]]]),
    }


def fresh(columns, rows=4):
    """Rows that were not fitted on, one value missing where there is more than one column."""
    x = RANDOM.normal(1, 5, (rows, columns))
    if columns > 1:
        x[1, 0] = NAN
    return x


def learned(kind, scaler):
    return {ours: getattr(scaler, theirs) for ours, theirs in LEARNED[kind].items() if getattr(scaler, theirs) is not None}


def case(name, kind, options, batches, weights=None):
    scaler = CLASSES[kind](**options)
    if len(batches) == 1 and weights is None:
        scaler.fit(batches[0])
    for i, batch in enumerate(batches if len(batches) > 1 or weights is not None else []):
        scaler.partial_fit(batch, **({"sample_weight": weights[i]} if weights is not None else {}))
    x = np.concatenate([batches[0][:3], fresh(batches[0].shape[1])])
    return {
        "name": f"{kind} {json.dumps(options)} {name}",
        "kind": kind,
        "options": {camel(key): value for key, value in options.items()},
        "batches": batches,
        **({"weights": weights} if weights is not None else {}),
        "x": x,
        "learned": learned(kind, scaler),
        "transformed": scaler.transform(x),
        "inverted": scaler.inverse_transform(x),
    }


OPTIONS = {
    "StandardScaler": [{"with_mean": False}, {"with_std": False}, {"with_mean": False, "with_std": False}],
    "MinMaxScaler": [{"feature_range": (-1, 1)}, {"clip": True}, {"feature_range": (0.25, 7.5), "clip": True}],
    "RobustScaler": [
        {"with_centering": False},
        {"with_scaling": False},
        {"quantile_range": (10.0, 90.0)},
        {"quantile_range": (0.0, 100.0)},
        {"quantile_range": (33.3, 61.7)},
        {"unit_variance": True},
        {"unit_variance": True, "quantile_range": (1.0, 99.9)},
    ],
}


def scaler_cases():
    data = inputs()
    for kind in CLASSES:
        for name, x in data.items():
            yield case(name, kind, {}, [x])
        for options in OPTIONS[kind]:
            yield case("spread", kind, options, [data["spread"]])
            yield case("NaN", kind, options, [data["NaN"]])
    yield from batch_cases(data)


def batch_cases(data):
    gaps = data["NaN"]
    empty_first = gaps.copy()
    empty_first[:4, 0] = NAN
    for kind in ["StandardScaler", "MinMaxScaler"]:
        yield case("spread, 3 batches", kind, {}, np.split(data["spread"], 3))
        yield case("row by row", kind, {}, np.split(data["pixels"], 10))
        yield case("NaN, 2 batches", kind, {}, np.split(gaps, 2))
        yield case("a feature missing from the first batch", kind, {}, np.split(empty_first, 3))
        yield case("a feature missing from the last batch", kind, {}, np.split(empty_first[::-1], 3))
        yield case("constant features, 2 batches", kind, {}, np.split(data["constant features"], 2))
    yield case("mean only, 3 batches", "StandardScaler", {"with_std": False}, np.split(data["spread"], 3))
    yield case("counts only", "StandardScaler", {"with_mean": False, "with_std": False}, np.split(gaps, 2))
    weights = RANDOM.random(12)
    yield case("weighted", "StandardScaler", {}, [data["spread"]], [weights])
    yield case("weighted NaN, 2 batches", "StandardScaler", {}, np.split(gaps, 2), np.split(weights, 2))
    yield case("weights of whole numbers", "StandardScaler", {}, [data["spread"]], [np.arange(12.0)])


def image_cases():
    shapes = [(5, 4, 3), (2, 6, 6, 1), (3, 3, 5, 3), (1, 1, 1), (4, 1, 1, 3), (1, 1, 1, 1), (0, 4, 4, 3)]
    images = {f"{list(shape)}": RANDOM.integers(0, 256, shape).astype("float32") for shape in shapes}
    images["uniform"] = np.full((3, 3, 1), 7, "float32")
    images["nearly uniform"] = (100 + RANDOM.normal(0, 1e-3, (2, 4, 4, 1))).astype("float32")
    images["small values"] = RANDOM.normal(0, 1e-4, (3, 3, 3)).astype("float32")
    for name, image in images.items():
        result = tf.image.per_image_standardization(image).numpy()
        yield {"name": f"image {name}", "shape": image.shape, "values": image.ravel(), "expected": result.ravel()}


def quantile_cases():
    p = np.concatenate([[0, 1, 0.5, 0.075, 0.925, 1e-300, 1 - 1e-16], np.linspace(0.001, 0.999, 40), 10.0 ** -np.arange(2, 30, 3)])
    return {"p": p, "quantile": norm.ppf(p)}


def main():
    warnings.simplefilter("ignore")
    result = {
        "versions": {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
            "tensorflow": tf.__version__,
        },
        "scalers": list(scaler_cases()),
        "images": list(image_cases()),
        "normalQuantile": quantile_cases(),
    }
    path = os.path.splitext(os.path.abspath(__file__))[0] + ".json"
    with open(path, "w") as file:
        json.dump(plain(result), file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
