"""Splits as scikit-learn draws them, with what it drew, and Keras' validation tail.

Writes splits.json beside this file: `python kit/reference/golden/splits.py`.
"""

import json
import os
import sys
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
# With AVX-512 NumPy's argsort orders equal numbers otherwise, and GroupKFold with it.
os.environ["NPY_DISABLE_CPU_FEATURES"] = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"

import keras
import numpy as np
import sklearn
from keras.src.engine.data_adapter import train_validation_split
from sklearn.model_selection import (
    GroupKFold,
    GroupShuffleSplit,
    KFold,
    StratifiedKFold,
    train_test_split,
)

RANDOM = np.random.default_rng(20240604)


class Recorder(np.random.RandomState):
    """Draws, and writes down what it drew, as places or as the values chosen."""

    def __init__(self, seed):
        super().__init__(seed)
        self.source = np.random.RandomState(seed)
        self.drawn = []

    def permutation(self, x):
        order = self.source.permutation(x if isinstance(x, (int, np.integer)) else len(x))
        self.drawn.append({"permutation": order.tolist()})
        return order if isinstance(x, (int, np.integer)) else np.asarray(x)[order]

    def choice(self, a, size=None, replace=True, p=None):
        assert not replace and p is None
        chosen = a[self.source.permutation(len(a))[:size]]
        self.drawn.append({"choice": chosen.tolist()})
        return chosen

    def shuffle(self, x):
        order = self.source.permutation(len(x))
        self.drawn.append({"shuffle": order.tolist()})
        x[:] = x[order]


def labels(counts, shuffle=True, values=None):
    y = np.repeat(np.arange(len(counts)) if values is None else values, counts)
    return RANDOM.permutation(y) if shuffle else y


def outcome(call):
    """What a call gives, or that it is an error."""
    recorder = Recorder(int(RANDOM.integers(1 << 30)))
    try:
        result = call(recorder)
    except ValueError as error:
        return {"error": str(error)}
    return {"draws": recorder.drawn, **result}


def camel(options):
    names = {"test_size": "testSize", "train_size": "trainSize", "n_splits": "nSplits"}
    return {names.get(key, key): value.tolist() if isinstance(value, np.ndarray) else value for key, value in options.items()}


def shown(options):
    return ", ".join(f"{key} {value}" for key, value in options.items() if not isinstance(value, np.ndarray)) or "defaults"


def split_case(name, n, options):
    groups = options.get("groups")

    def call(recorder):
        if groups is None:
            train, test = train_test_split(np.arange(n), random_state=recorder, **options)
        else:
            sizes = {"test_size": 0.25 if "train_size" not in options else None, **options}
            del sizes["groups"]
            train, test = next(GroupShuffleSplit(random_state=recorder, **sizes).split(np.arange(n), groups=groups))
        return {"train": train.tolist(), "test": test.tolist()}

    return {"name": f"{n} samples, {name}{shown(options)}", "n": n, "options": camel(options), **outcome(call)}


def split_cases():
    sizes = [
        {},
        {"test_size": 0.3},
        {"test_size": 3},
        {"train_size": 0.55},
        {"train_size": 4},
        {"test_size": 0.1, "train_size": 0.35},
        {"test_size": 0.29, "train_size": 5},
        {"shuffle": False},
        {"test_size": 0.35, "shuffle": False},
        {"test_size": 2, "train_size": 3, "shuffle": False},
    ]
    for n in [10, 13]:
        for options in sizes:
            yield split_case("", n, options)
    yield split_case("", 2, {})
    yield split_case("", 1, {})
    for options in [{"test_size": 0.0}, {"test_size": 1.5}, {"test_size": 10}, {"test_size": -1}, {"test_size": 0.7, "train_size": 0.4}]:
        yield split_case("", 10, options)
    yield split_case("", 10, {"train_size": 8, "test_size": 3})
    yield split_case("", 3, {"test_size": 0.9})
    yield split_case("", 3, {"train_size": 0.1})
    yield from stratify_cases()
    yield from group_cases()


def stratify_cases():
    counts = {
        "even": [6, 6],
        "uneven": [20, 3],
        "three classes": [7, 5, 9],
        "tied remainders": [5, 5, 5, 5],
        "rare class": [30, 2],
        "many": [3, 3, 3, 3, 3, 3, 2],
        "sorted": [8, 4],
    }
    for name, count in counts.items():
        for options in [{"test_size": 0.25}, {"test_size": 0.4, "train_size": 0.5}, {"test_size": 7}, {"train_size": 0.33}]:
            y = labels(count, shuffle=name != "sorted")
            yield split_case(f"{name} classes, ", len(y), {**options, "stratify": y})
    yield split_case("classes of other names, ", 9, {"stratify": labels([4, 5], values=[7, -2])})
    yield split_case("named classes, ", 9, {"stratify": labels([4, 5], values=["dog", "cat"])})
    yield split_case("a class of one, ", 9, {"stratify": labels([8, 1])})
    yield split_case("more classes than test samples, ", 9, {"stratify": labels([3, 3, 3]), "test_size": 2})
    yield split_case("stratified unshuffled, ", 8, {"stratify": labels([4, 4]), "shuffle": False})
    yield split_case("one class, ", 8, {"stratify": labels([8])})


def group_cases():
    for options in [{}, {"test_size": 0.4}, {"test_size": 2}, {"train_size": 0.5}, {"test_size": 1, "train_size": 2}]:
        groups = labels([4, 3, 1, 6, 2])
        yield split_case("groups, ", len(groups), {**options, "groups": groups})
    yield split_case("named groups, ", 7, {"groups": labels([3, 2, 2], values=["b", "a", "c"]), "test_size": 1})
    yield split_case("one group, ", 5, {"groups": labels([5])})


def fold_case(kind, name, maker, options, y):
    def call(recorder):
        random_state = {"random_state": recorder} if options.get("shuffle") else {}
        arguments = {"groups": y} if kind == "groupKFold" else {"y": y}
        folds = maker(**options, **random_state).split(np.zeros(len(y)), **arguments)
        return {"folds": [{"train": train.tolist(), "test": test.tolist()} for train, test in folds]}

    return {"name": f"{kind} {name}, {shown(options)}", "kind": kind, "options": camel(options), "y": y.tolist(), **outcome(call)}


def fold_cases():
    folds = [{}, {"n_splits": 2}, {"n_splits": 3}, {"n_splits": 4, "shuffle": True}, {"shuffle": True}]
    for options in folds:
        for n in [6, 10, 17]:
            yield fold_case("kFold", f"{n} samples", KFold, options, np.zeros(n, int))
        for counts in [[10, 5], [6, 7, 8], [20, 5], [7, 3, 12]]:
            yield fold_case("stratifiedKFold", f"classes {counts}", StratifiedKFold, options, labels(counts))
        if "shuffle" not in options:
            for counts in [[4, 3, 1, 6, 2], [9, 1, 2, 5, 3, 7, 4], [3, 3, 3, 3, 3], [2, 5, 2, 5, 2, 2, 4, 4, 1, 1]]:
                yield fold_case("groupKFold", f"groups {counts}", GroupKFold, options, labels(counts))
    yield fold_case("kFold", "4 samples", KFold, {"n_splits": 4}, np.zeros(4, int))
    yield fold_case("kFold", "4 samples", KFold, {}, np.zeros(4, int))
    yield fold_case("kFold", "4 samples", KFold, {"n_splits": 1}, np.zeros(4, int))
    yield fold_case("stratifiedKFold", "sorted", StratifiedKFold, {"n_splits": 3}, labels([9, 5], shuffle=False))
    yield fold_case("stratifiedKFold", "names that sort otherwise than they appear", StratifiedKFold, {"n_splits": 3}, labels([5, 4, 7], values=[9, -1, 4]))
    yield fold_case("stratifiedKFold", "named classes", StratifiedKFold, {"n_splits": 2}, labels([5, 4], values=["dog", "cat"]))
    yield fold_case("stratifiedKFold", "a rare class", StratifiedKFold, {"n_splits": 4}, labels([12, 2]))
    yield fold_case("stratifiedKFold", "only rare classes", StratifiedKFold, {"n_splits": 4}, labels([3, 2]))
    yield fold_case("stratifiedKFold", "one class", StratifiedKFold, {"n_splits": 2}, labels([5]))
    yield fold_case("groupKFold", "named groups", GroupKFold, {"n_splits": 2}, labels([3, 2, 4], values=["b", "a", "c"]))
    yield fold_case("groupKFold", "too few groups", GroupKFold, {"n_splits": 3}, labels([3, 2]))


def tail_cases():
    for n in [1, 2, 3, 7, 10, 25, 100]:
        for fraction in [0.1, 0.2, 0.25, 1 / 3, 0.5, 0.7, 0.99]:
            x = np.arange(n)
            try:
                (train,), (validation,) = train_validation_split((x,), fraction)
                result = {"train": len(train), "validation": validation.numpy().tolist() if hasattr(validation, "numpy") else validation.tolist()}
            except ValueError as error:
                result = {"error": str(error)}
            yield {"name": f"the last {fraction} of {n}", "n": n, "fraction": fraction, **result}


def main():
    warnings.simplefilter("ignore")
    result = {
        "versions": {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
            "keras": keras.__version__,
        },
        "splits": list(split_cases()),
        "folds": list(fold_cases()),
        "tails": list(tail_cases()),
    }
    path = os.path.splitext(os.path.abspath(__file__))[0] + ".json"
    with open(path, "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
