"""Metrics, curves and learning curves as scikit-learn computes them.

Writes metrics.json beside this file: `python kit/reference/golden/metrics.py`.
"""

import json
import math
import os
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import calibration_curve
from sklearn.model_selection import learning_curve

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

RANDOM = np.random.default_rng(20240605)
NAMES = {
    "sample_weight": "sampleWeight",
    "pos_label": "posLabel",
    "zero_division": "zeroDivision",
    "max_fpr": "maxFpr",
    "multi_class": "multiClass",
    "n_bins": "nBins",
    "drop_intermediate": "dropIntermediate",
    "train_sizes": "trainSizes",
}


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


INPUTS = []


def place_of(y_true, second):
    """Where an input stands in the list of those that cases share."""
    pair = plain({"yTrue": y_true, "second": second})
    if pair not in INPUTS:
        INPUTS.append(pair)
    return INPUTS.index(pair)


def case(name, metric, call, y_true, second, options):
    """What a call gives and whether it warns, or that it is an error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            expected = call(y_true, second, **options)
            # Advice on an argument that only the confusion matrix has, and NumPy's on 0 / 0, are no warnings of the metric.
            warns = [w for w in caught if issubclass(w.category, UserWarning)]
            if metric != "confusionMatrix":
                warns = [w for w in warns if not str(w.message).startswith("A single label")]
            outcome = {"expected": expected, "warns": len(warns) > 0}
        except ValueError as error:
            outcome = {"error": str(error)}
    shown = {key: value for key, value in options.items() if key != "sample_weight"}
    weighted = ", weighted" if "sample_weight" in options else ""
    return {
        "name": f"{metric} {name}{weighted} {json.dumps(plain(shown))}",
        "metric": metric,
        "input": place_of(y_true, second),
        "options": {NAMES.get(key, key): value for key, value in options.items()},
        **outcome,
    }


def weights(y):
    return RANDOM.integers(0, 5, len(y)) / 4 + (np.arange(len(y)) == 0)


def guesses(y, classes, right):
    return np.where(RANDOM.random(len(y)) < right, y, RANDOM.choice(classes, len(y)))


def labelled():
    """Labels and predicted labels, by name."""
    two = RANDOM.integers(0, 2, 20)
    rare = (np.arange(30) % 10 == 0).astype(int)
    three = RANDOM.integers(0, 3, 24)
    gaps = RANDOM.choice([-3, 5, 40], 18)
    return {
        "two classes": (two, guesses(two, [0, 1], 0.6)),
        "a rare class": (rare, guesses(rare, [0, 1], 0.8)),
        "a rare class, never predicted": (rare, np.zeros_like(rare)),
        "three classes": (three, guesses(three, [0, 1, 2], 0.5)),
        "a class that is not predicted": (three, np.where(three == 2, 0, three)),
        "a class that is only predicted": (np.where(three == 2, 0, three), three),
        "labels with gaps": (gaps, guesses(gaps, [-3, 5, 40], 0.5)),
        "all right": (two, two),
        "all wrong": (two, 1 - two),
        "all 1": (np.ones(5, int), np.ones(5, int)),
        "all 0": (np.zeros(5, int), np.zeros(5, int)),
        "one sample": (np.array([1]), np.array([0])),
        "labels -1 and 1": (2 * two - 1, 2 * guesses(two, [0, 1], 0.7) - 1),
    }


def label_cases():
    for name, (y, predicted) in labelled().items():
        yield case(name, "accuracy", metrics.accuracy_score, y, predicted, {})
        for options in [{}, {"adjusted": True}, {"sample_weight": weights(y)}]:
            yield case(name, "balancedAccuracy", metrics.balanced_accuracy_score, y, predicted, options)
        for options in [{}, {"sample_weight": weights(y)}]:
            yield case(name, "mcc", metrics.matthews_corrcoef, y, predicted, options)
            yield case(name, "confusionMatrix", metrics.confusion_matrix, y, predicted, options)
        for how in ["true", "pred", "all"]:
            yield case(name, "confusionMatrix", metrics.confusion_matrix, y, predicted, {"normalize": how})
        for metric, call in SCORES.items():
            for options in score_options(y):
                yield case(name, metric, call, y, predicted, options)
    y, predicted = labelled()["three classes"]
    for labels in [[2, 0], [0, 1, 2, 7], [7], [1]]:
        yield case("chosen labels", "confusionMatrix", metrics.confusion_matrix, y, predicted, {"labels": labels})
        for metric, call in SCORES.items():
            for average in ["macro", "micro", "weighted", None]:
                yield case("chosen labels", metric, call, y, predicted, {"labels": labels, "average": average})
    yield from wrong_label_cases()


SCORES = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score}


def score_options(y):
    return [
        {},
        {"average": "macro"},
        {"average": "micro"},
        {"average": "weighted"},
        {"average": None},
        {"average": None, "zero_division": 1},
        {"average": "macro", "zero_division": 0},
        {"average": "weighted", "zero_division": 1},
        {"average": "macro", "zero_division": math.nan},
        {"pos_label": 0},
        {"zero_division": math.nan},
        {"average": "macro", "sample_weight": weights(y)},
    ]


def wrong_label_cases():
    y = np.array([0, 1, 1])
    for metric, call in {
        **SCORES,
        "mcc": metrics.matthews_corrcoef,
        "confusionMatrix": metrics.confusion_matrix,
        "balancedAccuracy": metrics.balanced_accuracy_score,
        "accuracy": metrics.accuracy_score,
    }.items():
        yield case("two predictions for three labels", metric, call, y, y[:2], {})
        yield case("fractions as labels", metric, call, y + 0.5, y, {})
        if metric != "accuracy":
            yield case("probabilities as predictions", metric, call, y, y * 0.7, {})
            yield case("too few weights", metric, call, y, y, {"sample_weight": np.ones(2)})


def scored():
    """Labels of two classes and scores, by name."""
    two = RANDOM.integers(0, 2, 25)
    rare = (np.arange(40) % 13 == 0).astype(int)
    return {
        "two classes": (two, RANDOM.random(25) * 0.7 + 0.3 * two),
        "tied scores": (two, np.round(RANDOM.random(25) * 0.5 + 0.5 * two, 1)),
        "all scores alike": (two, np.full(25, 0.3)),
        "a rare class": (rare, np.clip(RANDOM.normal(0.4 + 0.2 * rare, 0.2), 0, 1)),
        "all right": (two, two * 0.8 + 0.1),
        "all wrong": (two, 0.9 - two * 0.8),
        "labels -1 and 1": (2 * two - 1, RANDOM.random(25)),
        "scores 0 and 1": (two, guesses(two, [0, 1], 0.7).astype(float)),
        "only class 1": (np.ones(6, int), RANDOM.random(6)),
        "only class 0": (np.zeros(6, int), RANDOM.random(6)),
        "one sample": (np.array([1]), np.array([0.4])),
        "two samples": (np.array([1, 0]), np.array([0.4, 0.4])),
    }


def curve(call, names):
    return lambda y, score, **options: dict(zip(names, call(y, score, **options)))


ROC = curve(metrics.roc_curve, ["fpr", "tpr", "thresholds"])
PRECISION_RECALL = curve(metrics.precision_recall_curve, ["precision", "recall", "thresholds"])
CALIBRATION = curve(calibration_curve, ["probTrue", "probPred"])


def calibration_error(y, prob, n_bins=10, strategy="uniform", pos_label=1):
    """Mean distance of scikit-learn's calibration curve from the diagonal, by the samples in its bins."""
    positive = y == pos_label
    prob_true, prob_pred = calibration_curve(positive, prob, n_bins=n_bins, strategy=strategy)
    edges = np.linspace(0, 1, n_bins + 1)
    edges = np.percentile(prob, edges * 100) if strategy == "quantile" else edges
    counts = np.bincount(np.searchsorted(edges[1:-1], prob))
    return np.average(np.abs(prob_true - prob_pred), weights=counts[counts > 0])


def top_label_error(y, prob, **options):
    return calibration_error((prob.argmax(axis=1) == y).astype(int), prob.max(axis=1), **options)


def best_f1(y, score, **options):
    precision, recall, thresholds = metrics.precision_recall_curve(y, score, **options)
    with np.errstate(all="ignore"):
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))[:-1]
    return {"threshold": thresholds[f1.argmax()], "score": f1.max()}


def best_youden(y, score, **options):
    fpr, tpr, thresholds = metrics.roc_curve(y, score, drop_intermediate=False, **options)
    return {"threshold": thresholds[(tpr - fpr).argmax()], "score": (tpr - fpr).max()}


def score_cases():
    for name, (y, score) in scored().items():
        weighted = {"sample_weight": weights(y)}
        for options in [{}, weighted, {"max_fpr": 0.3}, {"max_fpr": 1.0}]:
            yield case(name, "rocAuc", metrics.roc_auc_score, y, score, options)
        for options in [{}, weighted]:
            yield case(name, "prAuc", metrics.average_precision_score, y, score, options)
            yield case(name, "brier", metrics.brier_score_loss, y, score, options)
        for options in [{}, weighted, {"drop_intermediate": False}, {"pos_label": int(y.min())}]:
            yield case(name, "rocCurve", ROC, y, score, options)
        for options in [{}, weighted, {"drop_intermediate": True}, {"pos_label": int(y.min())}]:
            yield case(name, "precisionRecallCurve", PRECISION_RECALL, y, score, options)
        for options in [{}, {"n_bins": 10}, {"n_bins": 3, "strategy": "quantile"}, {"n_bins": 1}]:
            yield case(name, "calibrationCurve", CALIBRATION, y, score, options)
            yield case(name, "expectedCalibrationError", calibration_error, y, score, options)
        if len(set(y)) == 2:
            yield case(name, "chooseThreshold", lambda y, s, by, **o: best_f1(y, s, **o), y, score, {"by": "f1"})
            yield case(name, "chooseThreshold", lambda y, s, by, **o: best_youden(y, s, **o), y, score, {"by": "youden"})
    yield from tie_cases()
    yield from wrong_score_cases()
    yield from edge_of_bin_cases()


def tie_cases():
    """Where two thresholds are equally good, and where the curve rises at the rate asked for."""
    score = np.array([0.9, 0.8, 0.7, 0.6])
    for y in [np.array([1, 0, 0, 1]), np.array([1, 0, 1, 0])]:
        yield case("equally good thresholds", "chooseThreshold", lambda y, s, by: best_f1(y, s), y, score, {"by": "f1"})
        yield case("equally good thresholds", "chooseThreshold", lambda y, s, by: best_youden(y, s), y, score, {"by": "youden"})
    y = np.array([0, 0, 1, 1, 0, 0])
    for max_fpr in [0.25, 0.5, 0.75]:
        yield case("a rise at that rate", "rocAuc", metrics.roc_auc_score, y, 6.0 - np.arange(6), {"max_fpr": max_fpr})


def wrong_score_cases():
    y = np.array([0, 1, 1, 0])
    score = np.array([0.1, 0.6, 0.5, 0.4])
    calls = {
        "rocAuc": metrics.roc_auc_score,
        "prAuc": metrics.average_precision_score,
        "brier": metrics.brier_score_loss,
        "rocCurve": ROC,
        "precisionRecallCurve": PRECISION_RECALL,
        "calibrationCurve": CALIBRATION,
    }
    for metric, call in calls.items():
        yield case("three scores for four labels", metric, call, y, score[:3], {})
        if metric != "calibrationCurve":
            yield case("NaN among the scores", metric, call, y, score * [1, 1, 1, math.nan], {})
        if metric != "prAuc":
            yield case("labels 3 and 8", metric, call, 3 + 5 * y, score, {} if metric == "rocAuc" else {"pos_label": 8})
        if metric not in ("rocAuc", "prAuc"):
            yield case("labels 3 and 8, none named", metric, call, 3 + 5 * y, score, {})
    yield case("a label that is not there", "prAuc", metrics.average_precision_score, y, score, {"pos_label": 4})
    for metric in ["brier", "calibrationCurve"]:
        yield case("beyond 1", metric, calls[metric], y, score * 2, {})
        yield case("below 0", metric, calls[metric], y, score - 0.3, {})
        yield case("three classes", metric, calls[metric], np.array([0, 1, 2, 0]), score, {"pos_label": 1})
    for metric in ["rocCurve", "precisionRecallCurve"]:
        yield case("three classes", metric, calls[metric], np.array([0, 1, 2, 0]), score, {"pos_label": 2})
        yield case("three classes, none named", metric, calls[metric], np.array([0, 1, 2, 0]), score, {})


def edge_of_bin_cases():
    prob = np.linspace(0, 1, 21)
    y = RANDOM.integers(0, 2, 21)
    for n_bins in [2, 4, 5, 7, 10, 20]:
        for strategy in ["uniform", "quantile"]:
            options = {"n_bins": n_bins, "strategy": strategy}
            yield case("on the edges of bins", "calibrationCurve", CALIBRATION, y, prob, options)
            yield case("on the edges of bins", "expectedCalibrationError", calibration_error, y, prob, options)


def softmax(x):
    power = np.exp(x)
    return power / power.sum(axis=1, keepdims=True)


def class_cases():
    y = np.concatenate([np.arange(3), RANDOM.integers(0, 3, 27)])
    prob = softmax(RANDOM.normal(0, 1, (30, 3)) + 1.5 * np.eye(3)[y])
    tied = np.round(prob * 4)
    data = {"three classes": (y, prob), "tied scores of classes": (y, tied / tied.sum(axis=1, keepdims=True)), "labels with gaps": (np.array([-1, 4, 9])[y], prob)}
    for name, (labels, scores) in data.items():
        for average in ["macro", "weighted", "micro", None]:
            yield case(name, "prAuc", metrics.average_precision_score, labels, scores, {"average": average})
            yield case(name, "prAuc", metrics.average_precision_score, labels, scores, {"average": average, "sample_weight": weights(labels)})
            for multi_class in ["ovr", "ovo"]:
                if (multi_class, average) == ("ovo", None):
                    continue
                options = {"average": average, "multi_class": multi_class}
                yield case(name, "rocAuc", metrics.roc_auc_score, labels, scores, options)
                yield case(name, "rocAuc", metrics.roc_auc_score, labels, scores, {**options, "sample_weight": weights(labels)})
        if name != "labels with gaps":
            for options in [{}, {"n_bins": 15}, {"n_bins": 4, "strategy": "quantile"}]:
                yield case(name, "expectedCalibrationError", top_label_error, labels, scores, options)
    without_2 = (y != 2).astype(float)
    for average in ["macro", "weighted", "micro", None]:
        options = {"average": average, "sample_weight": without_2}
        yield case("a class of no weight", "prAuc", metrics.average_precision_score, y, prob, options)
        yield case("a class of no weight", "rocAuc", metrics.roc_auc_score, y, prob, {**options, "multi_class": "ovr"})
    yield case("not said how", "rocAuc", metrics.roc_auc_score, y, prob, {})
    yield case("logits", "rocAuc", metrics.roc_auc_score, y, np.log(prob), {"multi_class": "ovr"})
    yield case("two columns for three classes", "rocAuc", metrics.roc_auc_score, y, prob[:, :2] / prob[:, :2].sum(axis=1, keepdims=True), {"multi_class": "ovr"})
    yield case("part of the area", "rocAuc", metrics.roc_auc_score, y, prob, {"multi_class": "ovr", "max_fpr": 0.5})
    yield case("a class missing", "rocAuc", metrics.roc_auc_score, np.minimum(y, 1), prob, {"multi_class": "ovr", "labels": [0, 1, 2]})
    yield case("two columns for two classes", "rocAuc", metrics.roc_auc_score, np.minimum(y, 1), prob[:, :2], {})


class Midpoint(ClassifierMixin, BaseEstimator):
    """Tells two classes apart at the middle between their means; one class is always predicted."""

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        self.means = [x[y == label, 0].mean() for label in self.classes_]
        return self

    def predict(self, x):
        if len(self.classes_) == 1:
            return np.full(len(x), self.classes_[0])
        above = x[:, 0] > np.mean(self.means)
        return np.where(above == (self.means[1] > self.means[0]), self.classes_[1], self.classes_[0])


def learning_cases():
    from splits import Recorder

    y = RANDOM.integers(0, 2, 40)
    x = RANDOM.normal(y, 0.8)[:, None]
    for options in [{}, {"cv": 3}, {"cv": 4, "train_sizes": [4, 15, 30]}, {"cv": 5, "train_sizes": [0.3, 1.0]}, {"cv": 3, "shuffle": True}]:
        recorder = Recorder(7)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sizes, train, test = learning_curve(Midpoint(), x, y, random_state=recorder, **options)
        yield {
            "name": f"learningCurve {json.dumps(options)}",
            "x": x,
            "y": y,
            "options": {NAMES.get(key, key): value for key, value in options.items()},
            "draws": recorder.drawn,
            "expected": {"trainSizes": sizes, "trainScores": train, "testScores": test},
        }


def main():
    result = {
        "versions": {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "metrics": [*label_cases(), *score_cases(), *class_cases()],
        "inputs": INPUTS,
        "learningCurves": list(learning_cases()),
    }
    path = os.path.splitext(os.path.abspath(__file__))[0] + ".json"
    with open(path, "w") as file:
        json.dump(plain(result), file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
