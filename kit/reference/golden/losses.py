"""Losses and their gradients, and short trainings with class weights and regularizers, as Keras computes them.

Writes losses.json beside this file: `python kit/reference/golden/losses.py`.
"""

import itertools
import json
import math
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import numpy as np
import tensorflow as tf

RANDOM = np.random.default_rng(20240602)
backend = tf.keras.backend
EDGES = [0.0, 1.0, 1e-8, 0.5, 0.999999, 1e-3]
LOGIT_EDGES = [0.0, -20.0, 20.0, -90.0, 90.0, 1e-4]


def numbers(array):
    return np.asarray(array, "float32").tolist()


def binary_data(rows, outputs, from_logits, edges):
    truth = RANDOM.integers(0, 2, (rows, outputs)).astype("float32")
    scores = RANDOM.normal(0, 2, (rows, outputs))
    predicted = (scores if from_logits else 1 / (1 + np.exp(-scores))).astype("float32")
    if edges:
        predicted.flat[: len(EDGES)] = LOGIT_EDGES if from_logits else EDGES
    return truth, predicted


def case_of(loss, options, truth, predicted, of):
    """The losses of the rows, and the gradient of their mean by the predictions."""
    output = tf.constant(predicted)
    with tf.GradientTape() as tape:
        tape.watch(output)
        values = of(tf.constant(truth), output)
        mean = tf.reduce_mean(values)
    name = f"{loss} {json.dumps(options)} of {list(truth.shape)} no. {next(COUNTER)}"
    return {
        "name": name,
        "options": options,
        "yTrue": numbers(truth),
        "yPred": numbers(predicted),
        "values": numbers(values),
        "gradient": numbers(tape.gradient(mean, output)),
    }


COUNTER = itertools.count(1)


def weighted_crossentropy(weights, from_logits):
    def of(truth, output):
        weight = truth * weights[1] + (1 - truth) * weights[0]
        return backend.mean(weight * backend.binary_crossentropy(truth, output, from_logits=from_logits), axis=-1)

    return of


def weighted_cases():
    """Keras' elementwise cross-entropy, each element times the weight of its class."""
    shapes = [(4, 1), (6, 1), (3, 3)]
    for weights, from_logits, shape in itertools.product([[1, 1], [0.2, 0.8], [1, 5], [0, 1]], [False, True], shapes):
        truth, predicted = binary_data(*shape, from_logits, edges=shape != (4, 1))
        options = {"weights": weights, "fromLogits": from_logits}
        case = case_of("weightedBinaryCrossentropy", options, truth, predicted, weighted_crossentropy(weights, from_logits))
        if shape[1] == 1:
            check_against_sample_weights(case, weights, from_logits)
        yield case


def check_against_sample_weights(case, weights, from_logits):
    """The same by Keras' BinaryCrossentropy with a weight a sample."""
    truth, predicted = np.array(case["yTrue"], "float32"), np.array(case["yPred"], "float32")
    sample_weight = np.where(truth[:, 0] == 1, weights[1], weights[0])
    loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    expected = loss(truth, predicted, sample_weight=sample_weight).numpy()
    np.testing.assert_allclose(np.mean(case["values"]), expected, rtol=1e-5)


def binary_focal_cases():
    grid = itertools.product([0.0, 1.0, 2.0, 3.5], [None, 0.25, 0.9], [False, True], [0.0, 0.1])
    for gamma, alpha, from_logits, smoothing in grid:
        options = {"gamma": gamma, "fromLogits": from_logits}
        if alpha is not None:
            options |= {"applyClassBalancing": True, "alpha": alpha}
        if smoothing:
            options["labelSmoothing"] = smoothing
        truth, predicted = binary_data(*([6, 1] if alpha else [4, 3]), from_logits, edges=gamma >= 1)
        yield case_of("binaryFocalCrossentropy", options, truth, predicted, binary_focal(options))


def binary_focal(options):
    def of(truth, output):
        return tf.keras.losses.binary_focal_crossentropy(truth, output, **keras_options(options))

    return of


def keras_options(options):
    names = {
        "fromLogits": "from_logits",
        "labelSmoothing": "label_smoothing",
        "applyClassBalancing": "apply_class_balancing",
    }
    return {names.get(name, name): value for name, value in options.items()}


def categorical_focal_cases():
    grid = itertools.product([0.0, 1.0, 2.0, 3.5], [0.25, 1.0, [0.2, 0.3, 0.5]], [False, True], [0.0, 0.1])
    for gamma, alpha, from_logits, smoothing in grid:
        options = {"gamma": gamma, "alpha": alpha, "fromLogits": from_logits}
        if smoothing:
            options["labelSmoothing"] = smoothing
        truth = np.eye(3, dtype="float32")[RANDOM.integers(0, 3, 6)]
        predicted = categorical_predictions(from_logits)
        yield case_of("categoricalFocalCrossentropy", options, truth, predicted, categorical_focal(options))


def categorical_predictions(from_logits):
    logits = RANDOM.normal(0, 2, (6, 3))
    logits[0] = [0, 0, 0]
    if from_logits:
        logits[1] = [30, 0, -30]
        return logits.astype("float32")
    predicted = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    # Neither of these is a distribution, or within the clipped range.
    predicted[1] = [1, 0, 0]
    predicted[2] *= 2
    return predicted.astype("float32")


def categorical_focal(options):
    def of(truth, output):
        return tf.keras.losses.categorical_focal_crossentropy(truth, output, **keras_options(options))

    return of


REGULARIZERS = {
    "none": lambda: None,
    "l1": lambda: tf.keras.regularizers.L1(0.01),
    "l2": lambda: tf.keras.regularizers.L2(0.02),
    "l1l2": lambda: tf.keras.regularizers.L1L2(l1=0.003, l2=0.02),
}
OPTIMIZERS = {
    "sgd": lambda: tf.keras.optimizers.SGD(0.1),
    "momentum": lambda: tf.keras.optimizers.SGD(0.1, momentum=0.9),
    "adam": lambda: tf.keras.optimizers.Adam(0.01),
}
CLASS_WEIGHTS = {"binary": {0: 0.7, 1: 2.5}, "categorical": {0: 1.0, 1: 0.5, 2: 3.0}}
ROWS, FEATURES, HIDDEN = 24, 4, 6


def network(task, regularizer):
    outputs = 1 if task == "binary" else 3
    return tf.keras.Sequential(
        [
            tf.keras.layers.Dense(HIDDEN, "tanh", input_shape=(FEATURES,), kernel_regularizer=REGULARIZERS[regularizer]()),
            tf.keras.layers.Dense(
                outputs,
                "sigmoid" if task == "binary" else "softmax",
                kernel_regularizer=REGULARIZERS[regularizer](),
            ),
        ]
    )


def task_data(task):
    x = RANDOM.normal(size=(ROWS, FEATURES)).astype("float32")
    if task == "binary":
        y = (x[:, :1] + RANDOM.normal(0, 0.5, (ROWS, 1)) > 0.8).astype("float32")
    else:
        y = np.eye(3, dtype="float32")[RANDOM.integers(0, 3, ROWS)]
    outputs = y.shape[1]
    weights = [
        RANDOM.normal(0, 0.5, (FEATURES, HIDDEN)),
        RANDOM.normal(0, 0.1, (HIDDEN,)),
        RANDOM.normal(0, 0.5, (HIDDEN, outputs)),
        RANDOM.normal(0, 0.1, (outputs,)),
    ]
    return {"x": numbers(x), "y": numbers(y), "weights": [numbers(weight) for weight in weights]}


class Penalty(tf.keras.callbacks.Callback):
    """The regularizers' part of the loss at each epoch's end."""

    def on_train_begin(self, logs=None):
        self.history = []

    def on_epoch_end(self, epoch, logs=None):
        self.history.append(float(sum(self.model.losses)) if self.model.losses else 0.0)


def training(task, data, optimizer, regularizer, weighted):
    model = network(task, regularizer)
    model.set_weights([np.array(weight, "float32") for weight in data["weights"]])
    model.compile(OPTIMIZERS[optimizer](), f"{task}_crossentropy")
    x, y, penalty = np.array(data["x"], "float32"), np.array(data["y"], "float32"), Penalty()
    history = model.fit(
        x,
        y,
        epochs=2,
        batch_size=ROWS,
        shuffle=False,
        verbose=0,
        class_weight=CLASS_WEIGHTS[task] if weighted else None,
        validation_data=(x, y),
        callbacks=[penalty],
    ).history
    return {
        "name": f"{task}, {optimizer}, {regularizer}{', weighted' if weighted else ''}",
        "task": task,
        "optimizer": optimizer,
        "regularizer": regularizer,
        **({"classWeight": CLASS_WEIGHTS[task]} if weighted else {}),
        "loss": history["loss"],
        "valLoss": history["val_loss"],
        "penalty": penalty.history,
    }


def main():
    data = {task: task_data(task) for task in CLASS_WEIGHTS}
    grid = itertools.product(data, OPTIMIZERS, REGULARIZERS, [False, True])
    golden = {
        "versions": {
            "python": sys.version.split()[0],
            "tensorflow": tf.__version__,
            "keras": keras.__version__,
            "numpy": np.__version__,
        },
        "weightedBinaryCrossentropy": list(weighted_cases()),
        "binaryFocalCrossentropy": list(binary_focal_cases()),
        "categoricalFocalCrossentropy": list(categorical_focal_cases()),
        "data": data,
        "trainings": [training(task, data[task], *rest) for task, *rest in grid],
    }
    with open(os.path.splitext(__file__)[0] + ".json", "w") as file:
        json.dump(plain(golden), file, separators=(",", ":"), allow_nan=False)
        file.write("\n")


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


if __name__ == "__main__":
    main()
