"""Resampled rows and class weights as imbalanced-learn and scikit-learn make them.

Writes sampling.json beside this file: `python kit/reference/golden/sampling.py`.
Chance is recorded, not repeated: each case holds the draws that the original made, for the kit to be given.
"""

import json
import re
import warnings
from pathlib import Path

import imblearn
import numpy as np
import sklearn
from imblearn.combine import SMOTETomek
from imblearn.over_sampling import SMOTE, BorderlineSMOTE, RandomOverSampler
from imblearn.under_sampling import EditedNearestNeighbours, NearMiss, RandomUnderSampler, TomekLinks
from imblearn.utils import check_sampling_strategy
from sklearn.neighbors import KDTree, NearestNeighbors
from sklearn.utils.class_weight import compute_class_weight

SAMPLERS = {
    "Smote": SMOTE,
    "BorderlineSmote": BorderlineSMOTE,
    "SmoteTomek": SMOTETomek,
    "TomekLinks": TomekLinks,
    "EditedNearestNeighbours": EditedNearestNeighbours,
    "NearMiss": NearMiss,
    "RandomUnderSampler": RandomUnderSampler,
    "RandomOverSampler": RandomOverSampler,
}
RANDOM = {"Smote", "BorderlineSmote", "SmoteTomek", "RandomUnderSampler", "RandomOverSampler"}


class Recorder(np.random.RandomState):
    """Keeps what was drawn from it, by method."""

    def __init__(self, seed):
        super().__init__(seed)
        self.drawn = {"randint": [], "uniform": [], "choice": [], "randn": []}

    def randint(self, *args, **options):
        return self._keep("randint", super().randint(*args, **options))

    def uniform(self, *args, **options):
        return self._keep("uniform", super().uniform(*args, **options))

    def choice(self, *args, **options):
        return self._keep("choice", super().choice(*args, **options))

    def randn(self, *args):
        return self._keep("randn", super().randn(*args))

    def _keep(self, method, values):
        self.drawn[method].append(np.array(values))
        return values


# -- inputs ------------------------------------------------------------------------------------------------


def labels(counts):
    return np.repeat(list(counts), list(counts.values()))


def blobs(rng, counts, columns=2, apart=1.5, shuffled=True):
    """Overlapping normal clouds, one a class, to three decimals."""
    y = labels(counts)
    centers = {label: apart * i for i, label in enumerate(counts)}
    x = np.round(rng.normal(size=(len(y), columns)) + np.array([centers[label] for label in y])[:, None], 3)
    order = rng.permutation(len(y)) if shuffled else np.arange(len(y))
    return x[order], y[order]


def grid(rng, counts, levels=4, columns=2):
    """Points on a coarse grid, so that many are equally far, and many equal."""
    y = rng.permutation(labels(counts))
    return rng.randint(0, levels, (len(y), columns)).astype(float), y


def repeated(rng, counts, columns=2):
    """Blobs in which every third row occurs again, under whatever label follows."""
    x, y = blobs(rng, counts, columns)
    x[2::3] = x[1::3][: len(x[2::3])]
    return x, y


# -- names -------------------------------------------------------------------------------------------------


def snake(name):
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: "_" + found[0].lower(), name)


def python_value(value):
    if isinstance(value, str) and value.startswith("not"):
        return "not " + value[3:].lower()
    return value


def python_options(options):
    return {snake(name): python_value(value) for name, value in options.items()}


def reason(error):
    """Without the choices, which come from sets, in another order each time."""
    return re.split(" (?:among|one of) ", str(error))[0]


# -- samplers ----------------------------------------------------------------------------------------------


def case(name, sampler, x, y, **options):
    """Runs one sampler; an error of the original is what the kit must refuse too."""
    record = {"name": f"{sampler}: {name}", "sampler": sampler, "options": options, "x": x.tolist(), "y": y.tolist()}
    recorder = Recorder(len(x))
    chance = {"random_state": recorder} if sampler in RANDOM else {}
    try:
        made, watched = run(sampler, x, y, {**python_options(options), **chance})
    except ValueError as error:
        return {**record, "error": reason(error)}
    return {**record, **answer(sampler, x, made), **draws(sampler, y, recorder, made, watched)}


def run(sampler, x, y, options):
    kind = watching(SAMPLERS[sampler]) if sampler == "BorderlineSmote" else SAMPLERS[sampler]
    made = kind(**options)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made.result = made.fit_resample(x, y)
    made.warned = any("number of the samples" in str(warning.message) for warning in caught)
    return made, getattr(made, "watched", [])


def watching(kind):
    """Keeps, of each class, which new rows lead to a neighbor of another class."""

    class Watching(kind):
        def _generate_samples(self, X, nn_data, nn_num, rows, cols, steps, y_type=None, y=None):
            self.watched = getattr(self, "watched", [])
            self.watched.append(None if y is None else y[nn_num[rows, cols]] != y_type)
            return super()._generate_samples(X, nn_data, nn_num, rows, cols, steps, y_type, y)

    return Watching


def answer(sampler, x, made):
    x_new, y_new = made.result
    found = {"warned": True} if made.warned else {}
    if hasattr(made, "sample_indices_"):
        found["sampleIndices"] = made.sample_indices_.tolist()
    if sampler == "SmoteTomek":
        return {**found, "all": {"x": x_new.tolist(), "y": y_new.tolist()}}
    if sampler in ("Smote", "BorderlineSmote", "RandomOverSampler"):
        assert (x_new[: len(x)] == x).all() or np.isnan(x).any()
        found["added"] = {"x": x_new[len(x) :].tolist(), "y": y_new[len(x) :].tolist()}
    return found


def draws(sampler, y, recorder, made, watched):
    """By label: what the original drew for that class."""
    drawn = recorder.drawn
    if sampler in ("Smote", "SmoteTomek"):
        strategy = made.sampling_strategy_ if sampler == "Smote" else made.smote_.sampling_strategy_
        grown = [label for label, count in strategy.items() if count > 0]
        return {"draws": {int(label): pairs_and_steps(drawn, i) for i, label in enumerate(grown)}}
    if sampler == "BorderlineSmote":
        return {"draws": borderline_draws(made, drawn, watched)}
    if sampler == "RandomUnderSampler":
        return {"draws": {int(label): rows.tolist() for label, rows in zip(made.sampling_strategy_, drawn["choice"])}}
    if sampler == "RandomOverSampler":
        return {"draws": over_draws(made, y, drawn)}
    return {}


def pairs_and_steps(drawn, i):
    return {"pairs": drawn["randint"][i].tolist(), "steps": drawn["uniform"][i].tolist()}


def borderline_draws(made, drawn, watched):
    found = {}
    uniform = iter(drawn["uniform"])
    for i, label in enumerate(made.in_danger_indices):
        steps = next(uniform)
        shares = np.zeros(len(steps))
        if watched[i] is not None:
            shares[watched[i]] = next(uniform)[:, 0]
        pairs = drawn["randint"][i].tolist()
        found[int(label)] = {"pairs": pairs, "steps": steps.tolist(), "shares": shares.tolist()}
    return found


def over_draws(made, y, drawn):
    found = {}
    for i, label in enumerate(made.sampling_strategy_):
        places = np.searchsorted(np.flatnonzero(y == label), drawn["choice"][i])
        normals = drawn["randn"][i].ravel().tolist() if drawn["randn"] else []
        found[int(label)] = {"rows": places.tolist(), "normals": normals}
    return found


def smote_cases(rng):
    two, three = {0: 14, 1: 8}, {0: 16, 1: 9, 2: 7}
    x2, y2 = blobs(rng, two)
    x3, y3 = blobs(rng, three, columns=3)
    for k in (1, 2, 3, 5, 7):
        yield case(f"k = {k}", "Smote", x2, y2, kNeighbors=k)
    yield case("defaults", "Smote", x2, y2)
    yield case("three classes", "Smote", x3, y3, kNeighbors=4)
    for strategy in ("minority", "notMinority", "notMajority", "all", "auto"):
        yield case(f"strategy {strategy}", "Smote", x3, y3, kNeighbors=3, samplingStrategy=strategy)
    yield case("counts", "Smote", x3, y3, kNeighbors=3, samplingStrategy={2: 10, 0: 18})
    yield case("counts as they are", "Smote", x3, y3, samplingStrategy={1: 9})
    yield case("ratio", "Smote", x2, y2, samplingStrategy=0.8)
    yield case("even classes: nothing to add", "Smote", *blobs(rng, {0: 7, 1: 7}))
    yield case("n = k + 1", "Smote", *blobs(rng, {0: 9, 1: 6}))
    yield case("n = k", "Smote", *blobs(rng, {0: 9, 1: 5}))
    yield case("one row of a class", "Smote", *blobs(rng, {0: 5, 1: 1}), kNeighbors=1)
    yield case("negative labels", "Smote", *blobs(rng, {-1: 4, 1: 9}), kNeighbors=2)
    yield case("one column", "Smote", *blobs(rng, {3: 12, 7: 8}, columns=1), kNeighbors=3)
    yield case("twenty columns", "Smote", *blobs(rng, {0: 12, 1: 8}, columns=20), kNeighbors=3)
    for levels in (2, 3, 5):
        yield case(f"ties on a grid of {levels}", "Smote", *grid(rng, {0: 26, 1: 18}, levels), kNeighbors=3)
    yield case("ties, brute force", "Smote", *grid(rng, {0: 12, 1: 9}, 3))
    yield case("ties, a tree of several leaves", "Smote", *grid(rng, {0: 135, 1: 130}, 6))
    yield case("rows that occur twice", "Smote", *repeated(rng, {0: 30, 1: 20}), kNeighbors=3)
    yield case("all rows equal", "Smote", np.ones((12, 2)), labels({0: 7, 1: 5}), kNeighbors=2)
    yield case("one class", "Smote", np.ones((6, 2)), np.zeros(6, int))


def borderline_cases(rng):
    x2, y2 = blobs(rng, {0: 24, 1: 12}, apart=1)
    x3, y3 = blobs(rng, {0: 20, 1: 13, 2: 11}, apart=1)
    for kind in ("borderline-1", "borderline-2"):
        add = lambda name, x, y, **options: case(f"{kind}, {name}", "BorderlineSmote", x, y, kind=kind, **options)
        yield add("defaults", x2, y2)
        yield add("few neighbors", x2, y2, kNeighbors=2, mNeighbors=4)
        yield add("three classes", x3, y3, kNeighbors=3, mNeighbors=6)
        yield add("odd m", x3, y3, kNeighbors=3, mNeighbors=5, samplingStrategy="all")
        yield add("ratio", x2, y2, samplingStrategy=0.9)
        yield add("none in danger", *blobs(rng, {0: 14, 1: 8}, apart=50), kNeighbors=3, mNeighbors=4)
        yield add("ties", *grid(rng, {0: 40, 1: 22}, 5), kNeighbors=3, mNeighbors=6)
        yield add("as many rows as m", *blobs(rng, {0: 7, 1: 3}), kNeighbors=2)
        yield add("n = k", *blobs(rng, {0: 20, 1: 5}, apart=0.5))


def cleaning_cases(rng):
    x2, y2 = blobs(rng, {0: 40, 1: 18}, apart=1)
    x3, y3 = blobs(rng, {0: 30, 1: 22, 2: 16}, apart=1)
    for sampler, fewest in (("TomekLinks", {}), ("EditedNearestNeighbours", {"nNeighbors": 2})):
        yield case("defaults", sampler, x2, y2)
        for strategy in ("majority", "notMinority", "notMajority", "all", [2], [0, 1], []):
            yield case(f"strategy {strategy}", sampler, x3, y3, samplingStrategy=strategy)
        yield case("even classes", sampler, *blobs(rng, {4: 15, 2: 15}, apart=1))
        for levels in (2, 4, 8):
            yield case(f"ties on a grid of {levels}", sampler, *grid(rng, {0: 30, 1: 20}, levels))
        yield case("ties, a tree of several leaves", sampler, *grid(rng, {0: 160, 1: 120}, 8))
        yield case("ties, brute force", sampler, *grid(rng, {0: 40, 1: 30}, 2, columns=16))
        yield case("rows that occur twice", sampler, *repeated(rng, {0: 20, 1: 16}))
        yield case("all rows equal", sampler, np.ones((9, 2)), labels({0: 5, 1: 4}))
        yield case("very few rows", sampler, *blobs(rng, {0: 2, 1: 1}), **fewest)
    yield case("counts are refused", "TomekLinks", x2, y2, samplingStrategy={0: 5})
    yield case("a ratio is refused", "TomekLinks", x2, y2, samplingStrategy=0.5)
    yield case("minority is refused", "TomekLinks", x2, y2, samplingStrategy="minority")
    yield case("a class that is not there", "TomekLinks", x2, y2, samplingStrategy=[5])
    for k in (1, 4, 7):
        for kind in ("all", "mode"):
            yield case(f"{k} neighbors, {kind}", "EditedNearestNeighbours", x3, y3, nNeighbors=k, kindSel=kind)
    yield case("votes tie", "EditedNearestNeighbours", x3, y3, nNeighbors=2, kindSel="mode", samplingStrategy="all")
    yield case("n = k", "EditedNearestNeighbours", *blobs(rng, {0: 2, 1: 1}))
    yield case("one class", "TomekLinks", np.ones((6, 2)), np.zeros(6, int))


def smote_tomek_cases(rng):
    yield case("defaults", "SmoteTomek", *blobs(rng, {0: 25, 1: 9}, apart=1))
    yield case("three classes", "SmoteTomek", *blobs(rng, {0: 18, 1: 12, 2: 8}, apart=1))
    yield case("ratio", "SmoteTomek", *blobs(rng, {0: 20, 1: 8}, apart=0.5), samplingStrategy=0.7)
    yield case("minority", "SmoteTomek", *blobs(rng, {0: 18, 1: 12, 2: 8}, apart=1), samplingStrategy="minority")
    yield case("rows that occur twice", "SmoteTomek", *repeated(rng, {0: 20, 1: 9}))
    yield case("n = k", "SmoteTomek", *blobs(rng, {0: 9, 1: 5}))


def near_miss_cases(rng):
    x2, y2 = blobs(rng, {0: 30, 1: 12}, apart=1)
    x3, y3 = blobs(rng, {0: 24, 1: 9, 2: 16}, apart=1)
    for version in (1, 2, 3):
        add = lambda name, x, y, **options: case(f"{version}, {name}", "NearMiss", x, y, version=version, **options)
        yield add("defaults", x2, y2)
        yield add("one neighbor", x2, y2, nNeighbors=1)
        yield add("three classes", x3, y3, nNeighbors=2)
        yield add("counts", x3, y3, samplingStrategy={0: 11, 2: 3})
        yield add("majority", x3, y3, samplingStrategy="majority")
        yield add("all", x3, y3, samplingStrategy="all", nNeighbors=5)
        yield add("ratio", x2, y2, samplingStrategy=0.6)
        yield add("ties", *grid(rng, {0: 25, 1: 10}, 4))
        yield add("ties, many rows", *grid(rng, {0: 90, 1: 70}, 5))
        for k in (8, 9, 10):
            yield add(f"ties, {k} neighbors", *grid(rng, {0: 120, 1: 80}, 9), nNeighbors=k)
        yield add("even classes", *grid(rng, {0: 10, 1: 10}, 5))
        yield add("rows that occur twice", *repeated(rng, {0: 24, 1: 9}))
        yield add("fewer minority rows than neighbors", *blobs(rng, {0: 9, 1: 2}))
    yield case("3, wide first step", "NearMiss", x2, y2, version=3, nNeighborsVer3=6)
    yield case("3, too few near", "NearMiss", *blobs(rng, {0: 30, 1: 12}, apart=8), version=3, nNeighborsVer3=1)
    yield case("3, fewer rows than the first step takes", "NearMiss", x2, y2, version=3, nNeighborsVer3=31)
    yield case("one class", "NearMiss", np.ones((6, 2)), np.zeros(6, int))


def random_cases(rng):
    x2, y2 = blobs(rng, {0: 14, 1: 6})
    x3, y3 = blobs(rng, {0: 9, 1: 12, 2: 5})
    holed = x2.copy()
    holed[3, 1] = np.nan
    for sampler, counts in (("RandomUnderSampler", {0: 4, 1: 7}), ("RandomOverSampler", {2: 8, 0: 11})):
        yield case("defaults", sampler, x2, y2)
        yield case("three classes", sampler, x3, y3)
        yield case("counts", sampler, x3, y3, samplingStrategy=counts)
        yield case("all", sampler, x3, y3, samplingStrategy="all")
        yield case("ratio", sampler, x2, y2, samplingStrategy=0.75)
        yield case("NaN passes", sampler, holed, y2)
        yield case("one class", sampler, np.ones((6, 2)), np.zeros(6, int))
    yield case("replacement", "RandomUnderSampler", x3, y3, replacement=True)
    yield case("shrinkage", "RandomOverSampler", x3, y3, shrinkage=1.0)
    yield case("shrinkage 0", "RandomOverSampler", x2, y2, shrinkage=0.0)
    yield case("shrinkage by class", "RandomOverSampler", x3, y3, shrinkage={0: 0.5, 2: 2.0})
    yield case("shrinkage lacks a class", "RandomOverSampler", x3, y3, shrinkage={0: 0.5})
    yield case("shrinkage below 0", "RandomOverSampler", x3, y3, shrinkage=-1.0)


def noise_cases(rng):
    """imbalanced-learn's smoothed bootstrap, whose deviations the kit is given; and NumPy's sum, for copies."""
    for name, counts, columns in (("two columns", {0: 12, 1: 7}, 2), ("five columns", {2: 5, 3: 9}, 5)):
        x, y = blobs(rng, counts, columns)
        found = case("noise", "RandomOverSampler", x, y, shrinkage=1.5)
        label, draw = next(iter(found["draws"].items()))
        bandwidth = (4 / ((columns + 2) * len(x))) ** (1 / (columns + 4))
        stddev = 1.5 * bandwidth * x[y == label].std(axis=0)
        kept = {key: found[key] for key in ("x", "y", "added", "sampleIndices")}
        yield {"name": name, "options": {"stddev": stddev.tolist()}, "rows": {label: draw["rows"]}, "normals": draw["normals"], **kept}
    x, y = blobs(rng, {0: 6, 1: 2}, 3)
    normals = rng.randn(2 * len(x), 3)
    added = {"x": (np.vstack([x, x]) + 0.25 * normals).tolist(), "y": [*y.tolist(), *y.tolist()]}
    record = {"name": "copies", "options": {"stddev": 0.25, "copies": 2}, "rows": {}, "normals": normals.ravel().tolist()}
    yield {**record, "x": x.tolist(), "y": y.tolist(), "added": added, "sampleIndices": list(range(len(x))) * 3}


# -- parts -------------------------------------------------------------------------------------------------


def strategy_cases():
    """What imbalanced-learn makes of a strategy: rows to add, to keep, or classes to clean."""
    ys = {"two": {0: 12, 1: 5}, "three": {0: 7, 1: 12, 4: 5}, "even": {0: 6, 1: 6}, "two least": {2: 5, 1: 5, 0: 9}}
    names = ["auto", "minority", "majority", "notMinority", "notMajority", "all"]
    more = {
        "over-sampling": [1.0, 0.7, 0.3, 0, 1.5, {0: 12, 1: 13}, {1: 12}, {1: 3}, {8: 9}, {1: -2}, [1]],
        "under-sampling": [1.0, 0.7, 0.3, 0, 1.5, {0: 5, 1: 2}, {1: 0}, {1: 13}, {8: 9}, {1: -2}, [1]],
        "clean-sampling": [0.5, {1: 3}, [1], [1, 0], [], [8]],
    }
    for kind, strategies in more.items():
        for shape, counts in ys.items():
            for strategy in names + strategies:
                yield strategy_case(f"{kind}, {shape}: {strategy}", kind, counts, strategy)


def strategy_case(name, kind, counts, strategy):
    record = {"name": name, "kind": kind, "y": labels(counts).tolist(), "strategy": strategy}
    try:
        found = check_sampling_strategy(python_value(strategy), labels(counts), kind)
    except ValueError as error:
        return {**record, "error": reason(error)}
    return {**record, "targets": [[int(label), int(count)] for label, count in found.items()]}


def neighbor_cases(rng):
    for rows, columns, k in ((4, 1, 4), (25, 2, 3), (60, 2, 6), (61, 3, 6), (250, 2, 8), (40, 16, 5)):
        for levels in (2, 4, 9):
            points = rng.randint(0, levels, (rows, columns)).astype(float)
            yield neighbor_case(f"{rows} rows of {columns} on a grid of {levels}, k {k}", points, points, k)
    points = rng.randint(0, 6, (300, 2)) * 0.25
    yield neighbor_case("other queries, k 5", points, rng.randint(0, 6, (25, 2)) * 0.25, 5)
    yield neighbor_case("more queries than points", points[:9], points[:40], 5)
    points = np.round(rng.normal(size=(150, 4)), 3)
    yield neighbor_case("no ties, tree", points, points, 4)
    points = np.round(rng.normal(size=(60, 30)) + 100, 3)
    yield neighbor_case("no ties, brute force", points, points, 4)


def neighbor_case(name, points, queries, k):
    found = NearestNeighbors(n_neighbors=k).fit(points)
    distances, indices = found.kneighbors(queries)
    return {
        "name": f"{name} ({found._fit_method})",
        "k": k,
        "points": points.tolist(),
        "queries": None if queries is points else queries.tolist(),
        "indices": indices.ravel().tolist(),
        "distances": np.round(distances, 9).ravel().tolist(),
    }


def halving_cases(rng):
    """The order in which a tree of one split leaves the rows; ramps make its quickselect choose poor pivots."""
    sets = {
        "random": rng.randint(0, 100, 100),
        "ties": rng.randint(0, 4, 75),
        "all equal": np.zeros(80),
        "ascending": np.arange(90),
        "descending": -np.arange(119),
        "ramps of 37, 61 rows": -np.arange(61) % 37,
        "ramps of 37, 83 rows": -np.arange(83) % 37,
        "ramps of 39, 76 rows": np.arange(76) % 39,
        "ramps of 39, 117 rows": 2 * np.arange(117) % 39,
    }
    for name, values in sets.items():
        order = KDTree(np.array(values, float)[:, None], leaf_size=30).get_arrays()[1]
        yield {"name": name, "values": np.array(values, float).tolist(), "order": np.array(order).tolist()}


def weight_cases(rng):
    sets = {
        "even": [0, 1] * 4,
        "four to one": [0] * 8 + [1] * 2,
        "three classes": rng.choice(3, 20, p=[0.6, 0.3, 0.1]).tolist(),
        "labels with gaps": [2, 5, 5, 9, 9, 9],
        "negative labels": [-1, 1, 1],
        "one class": [1, 1, 1],
        "one sample": [0],
    }
    for name, y in sets.items():
        classes = np.unique(y)
        weights = compute_class_weight("balanced", classes=classes, y=np.array(y))
        yield {"name": f"balanced, {name}", "y": y, "mode": "balanced", "weights": by_label(classes, weights)}
    for name in ("even", "four to one"):
        y = np.array(sets[name])
        weights = [np.sum(y == 1) / len(y), np.sum(y == 0) / len(y)]
        yield {"name": f"complementary, {name}", "y": y.tolist(), "mode": "complementary", "weights": by_label([0, 1], weights)}


def by_label(classes, weights):
    return {int(label): float(weight) for label, weight in zip(classes, weights)}


def goldens(seed=4):
    rng = np.random.RandomState(seed)
    groups = (smote_cases, borderline_cases, cleaning_cases, smote_tomek_cases, near_miss_cases, random_cases)
    return {
        "versions": {"imbalanced-learn": imblearn.__version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "samplers": [found for cases in groups for found in cases(rng)],
        "noise": list(noise_cases(rng)),
        "strategies": list(strategy_cases()),
        "neighbors": list(neighbor_cases(rng)),
        "halvings": list(halving_cases(rng)),
        "weights": list(weight_cases(rng)),
    }


def plain(value):
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value).replace("nan", "NaN") if isinstance(value, float) and not np.isfinite(value) else value


def write(path, seed=4):
    Path(path).write_text(json.dumps(plain(goldens(seed)), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write(Path(__file__).with_suffix(".json"))
