"""Feeds sequences of monitored values to Keras' own callbacks and writes down all that they did.

Writes callbacks.json beside this file: `python kit/reference/golden/callbacks.py`.
"""

import json
import logging
import math
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import numpy as np
import tensorflow as tf

RANDOM_CASES = 64
KERAS_NAMES = {
    "minDelta": "min_delta",
    "minLr": "min_lr",
    "restoreBestWeights": "restore_best_weights",
    "startFromEpoch": "start_from_epoch",
}


class WarningCount(logging.Handler):
    count = 0

    def emit(self, record):
        self.count += record.levelno == logging.WARNING


def tiny_model(rate=0.01):
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, use_bias=False, input_shape=(1,))])
    model.compile(tf.keras.optimizers.SGD(rate), "mse")
    return model


MODEL = tiny_model()


def keras_options(options):
    return {KERAS_NAMES.get(name, name): value for name, value in options.items()}


def logs_of(monitor, value):
    return {"other": 1.0} if value is None else {monitor: value}


def reduce_trace(case):
    options = case["options"]
    MODEL.optimizer.learning_rate = case["rate"]
    callback = tf.keras.callbacks.ReduceLROnPlateau(**keras_options(options))
    callback.set_model(MODEL)
    callback.on_train_begin()
    trace = {"lr": [], "rates": [], "waits": [], "cooldowns": [], "bests": []}
    for epoch, value in enumerate(case["values"]):
        logs = logs_of(options.get("monitor", "val_loss"), value)
        callback.on_epoch_end(epoch, logs)
        trace["lr"].append(float(logs["lr"]))
        trace["rates"].append(float(MODEL.optimizer.lr.numpy()))
        trace["waits"].append(callback.wait)
        trace["cooldowns"].append(callback.cooldown_counter)
        trace["bests"].append(float(callback.best))
    return trace


def weights_are(epoch):
    MODEL.set_weights([np.array([[epoch]], "float32")])


def stopping_trace(case):
    options = case["options"]
    MODEL.stop_training = False
    callback = tf.keras.callbacks.EarlyStopping(**keras_options(options))
    callback.set_model(MODEL)
    callback.on_train_begin()
    trace = {"waits": [], "bests": [], "bestEpochs": []}
    for epoch, value in enumerate(case["values"]):
        weights_are(epoch)
        callback.on_epoch_end(epoch, logs_of(options.get("monitor", "val_loss"), value))
        trace["waits"].append(callback.wait)
        trace["bests"].append(float(callback.best))
        trace["bestEpochs"].append(callback.best_epoch)
        if MODEL.stop_training:
            break
    callback.on_train_end()
    kept = callback.best_weights
    return trace | {
        "stopped": MODEL.stop_training,
        "stoppedEpoch": callback.stopped_epoch,
        "weights": float(MODEL.get_weights()[0][0, 0]),
        # The epoch whose weights Keras holds as the best; it puts them back only where it stopped the run itself.
        "bestWeights": None if kept is None else float(kept[0][0, 0]),
    }


def nan_trace(losses):
    MODEL.stop_training = False
    callback = tf.keras.callbacks.TerminateOnNaN()
    callback.set_model(MODEL)
    stops = []
    for batch, loss in enumerate(losses):
        callback.on_batch_end(batch, {} if loss is None else {"loss": loss})
        stops.append(MODEL.stop_training)
    return stops


SCHEDULES = {
    "exponential": lambda epoch, rate: rate * math.exp(-0.1),
    "steps": lambda epoch, rate: rate * 0.5 if epoch > 0 and epoch % 3 == 0 else rate,
    "inverse": lambda epoch, rate: 0.5 / (1 + 0.3 * epoch),
    "floor": lambda epoch, rate: rate * 0.1 if rate > 0.001 else rate,
}


def schedule_rates(name, rate):
    MODEL.optimizer.learning_rate = rate
    callback = tf.keras.callbacks.LearningRateScheduler(SCHEDULES[name])
    callback.set_model(MODEL)
    rates = []
    for epoch in range(12):
        callback.on_epoch_begin(epoch)
        rates.append(float(MODEL.optimizer.lr.numpy()))
    return rates


def warm_up_rates(initial, rate, steps):
    """Keras' linear warm-up: the first part of its cosine schedule."""
    schedule = tf.keras.optimizers.schedules.CosineDecay(
        initial, decay_steps=1000, warmup_target=rate, warmup_steps=steps
    )
    return [float(schedule(step)) for step in range(steps + 1)]


def values_of(random, kind, length):
    epochs = np.arange(length)
    if kind == "decay":
        values = np.exp(-epochs / 5) + 0.05 * random.normal(size=length)
    elif kind == "plateau":
        values = np.maximum(1 - epochs / 6, 0.3) + 0.001 * random.normal(size=length)
    elif kind == "walk":
        values = 1 + 0.1 * np.cumsum(random.normal(size=length))
    elif kind == "steps":
        values = np.round(random.uniform(0, 1, length), 1)
    else:
        values = 0.5 + 0.02 * epochs
    values = [float(value) for value in np.round(values, 4)]
    for odd in (math.nan, None, math.inf):
        if random.uniform() < 0.2:
            for epoch in random.integers(0, length, 3):
                values[epoch] = odd
    return values


MONITORS = ["val_loss", "loss", "val_acc", "acc", "val_accuracy", "mse"]
KINDS = ["decay", "plateau", "walk", "steps", "rise"]


def pick(random, choices):
    return choices[random.integers(len(choices))]


def random_sequence(random):
    monitor = pick(random, MONITORS)
    values = values_of(random, pick(random, KINDS), int(random.integers(10, 30)))
    if monitor.endswith(("acc", "accuracy")) and random.uniform() < 0.7:
        values = [None if value is None else round(1 - value, 4) for value in values]
    return {"monitor": monitor, "mode": pick(random, ["auto", "auto", "min", "max"])}, values


def random_reduce(random, number):
    options, values = random_sequence(random)
    options |= {
        "factor": pick(random, [0.1, 0.2, 0.5, 0.9, 0.0]),
        "patience": int(random.integers(0, 5)),
        "minDelta": pick(random, [0, 1e-4, 1e-2, 0.1]),
        "cooldown": int(random.integers(0, 4)),
        "minLr": pick(random, [0, 1e-6, 1e-3, 0.01, 0.2]),
    }
    return {"name": f"random {number}", "options": options, "rate": pick(random, [1.0, 0.1, 0.01, 1e-3, 0.3]), "values": values}


def random_stopping(random, number):
    options, values = random_sequence(random)
    options |= {
        "patience": int(random.integers(0, 6)),
        "minDelta": pick(random, [0, 1e-3, 0.05, -0.05]),
        "restoreBestWeights": bool(random.integers(2)),
        "startFromEpoch": pick(random, [0, 0, 1, 5]),
    }
    if random.uniform() < 0.4:
        options["baseline"] = pick(random, [0.2, 0.5, 0.9, 5.0])
    return {"name": f"random {number}", "options": options, "values": values}


def reduce_case(name, values, rate=0.1, **options):
    return {"name": name, "options": options, "rate": rate, "values": values}


def stopping_case(name, values, **options):
    return {"name": name, "options": options, "values": values}


FLAT = [1.0] * 12
REDUCE = [
    reduce_case("defaults, flat", [1.0] * 35),
    reduce_case("defaults, improving", [1 / (epoch + 1) for epoch in range(30)]),
    reduce_case("patience 0 acts at the first value that is no better", FLAT, patience=0),
    reduce_case("patience 1", FLAT, patience=1),
    reduce_case("cooldown holds the wait at zero", FLAT, patience=1, cooldown=3),
    reduce_case("cooldown with patience 0", FLAT, patience=0, cooldown=2),
    reduce_case("improvement within the cooldown", [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5], patience=2, cooldown=4),
    reduce_case("the floor", FLAT, patience=1, minLr=0.01),
    reduce_case("the floor between two steps", FLAT, patience=1, factor=0.5, minLr=0.03),
    reduce_case("at the floor the wait goes on", FLAT, patience=2, minLr=0.1),
    reduce_case("a floor above the rate", FLAT, patience=1, minLr=0.5),
    reduce_case("0.1 * 0.1 is the floor 0.01 in float32", FLAT, rate=0.1, patience=1, cooldown=1, minLr=0.01),
    reduce_case("three steps to a floor in float32", FLAT, rate=1e-3, patience=1, cooldown=2, minLr=1e-6),
    reduce_case("an improvement of exactly minDelta is none", [1.0, 0.75, 0.5, 0.25], patience=1, minDelta=0.25),
    reduce_case("an improvement below minDelta is none", [1.0, 0.99995, 0.9999, 0.99985], patience=1),
    reduce_case("mode max", [0.1, 0.2, 0.2, 0.2, 0.3, 0.3, 0.3], monitor="val_acc", mode="max", patience=2),
    reduce_case("mode auto of an accuracy", [0.1, 0.2, 0.2, 0.2, 0.3, 0.3, 0.3], monitor="val_accuracy", patience=2),
    reduce_case("mode auto of a loss", [0.1, 0.2, 0.2, 0.2, 0.3], monitor="loss", patience=2),
    reduce_case("mode min against the name", [0.1, 0.2, 0.3, 0.4], monitor="acc", mode="min", patience=1),
    reduce_case("metric missing throughout", [None] * 6, patience=1),
    reduce_case("metric missing now and then", [1.0, None, 1.0, None, 1.0, 1.0], patience=2),
    reduce_case("missing in the cooldown", [1.0, 1.0, None, None, 1.0, 1.0, 1.0], patience=1, cooldown=2),
    reduce_case("NaN throughout", [math.nan] * 6, patience=2),
    reduce_case("NaN first", [math.nan, 1.0, math.nan, math.nan, 0.9], patience=2),
    reduce_case("infinite", [math.inf, math.inf, 1.0, -math.inf, -math.inf, -math.inf], patience=2),
    reduce_case("factor 0 falls to the floor", FLAT, patience=1, factor=0.0, minLr=1e-4),
    reduce_case("no epochs", []),
]
STOPPING = [
    stopping_case("defaults: patience 0", [1.0, 0.9, 0.9, 0.8]),
    stopping_case("never stops at epoch 0", [math.nan, 1.0, 2.0]),
    stopping_case("patience 1 with a first value that is no improvement", [math.inf, math.inf, 1.0], patience=1),
    stopping_case("patience 2", [1.0, 0.5, 0.6, 0.55, 0.4], patience=2),
    stopping_case("patience 3 is not enough to stop", [1.0, 0.5, 0.6, 0.55, 0.4], patience=3),
    stopping_case("best weights come back", [1.0, 0.5, 0.6, 0.7, 0.4], patience=2, restoreBestWeights=True),
    stopping_case("best weights of a run that ends by itself", [1.0, 0.5, 0.6], patience=5, restoreBestWeights=True),
    stopping_case("no progress at all", [math.nan, math.nan, math.nan], patience=2, restoreBestWeights=True),
    stopping_case("startFromEpoch", [0.1, 0.2, 1.0, 0.9, 0.95, 0.96], startFromEpoch=2, patience=1, restoreBestWeights=True),
    stopping_case("startFromEpoch beyond the run", [1.0, 1.1, 1.2], startFromEpoch=9, restoreBestWeights=True),
    stopping_case("startFromEpoch 1, patience 0", [1.0, 1.1, 1.2], startFromEpoch=1),
    stopping_case("a baseline never reached", [1.0, 0.9, 0.8, 0.7, 0.6], baseline=0.5, patience=3, restoreBestWeights=True),
    stopping_case("a baseline reached", [1.0, 0.9, 0.4, 0.45, 0.5, 0.6], baseline=0.5, patience=3, restoreBestWeights=True),
    stopping_case("a baseline in mode max", [0.1, 0.2, 0.3, 0.6, 0.5, 0.5], monitor="acc", baseline=0.5, patience=3),
    stopping_case("a baseline met exactly", [0.5, 0.5, 0.5], baseline=0.5, patience=2),
    stopping_case("minDelta", [1.0, 0.95, 0.9, 0.85], minDelta=0.1, patience=2, restoreBestWeights=True),
    stopping_case("an improvement of exactly minDelta is none", [1.0, 0.75, 0.5], minDelta=0.25, patience=2),
    stopping_case("minDelta counts without its sign", [1.0, 0.95, 0.9, 0.85], minDelta=-0.1, patience=2),
    stopping_case("minDelta in mode max", [0.5, 0.55, 0.6, 0.7], monitor="val_acc", minDelta=0.1, patience=2),
    stopping_case("mode auto of an accuracy", [0.5, 0.6, 0.6], monitor="val_accuracy", patience=1),
    stopping_case("mode auto of an area under a curve", [0.5, 0.6, 0.6], monitor="val_auc", patience=1),
    stopping_case("mode min against the name", [0.5, 0.6, 0.6], monitor="acc", mode="min", patience=1),
    stopping_case("mode max against the name", [0.5, 0.6, 0.6], monitor="loss", mode="max", patience=1),
    stopping_case("metric missing throughout", [None, None, None], restoreBestWeights=True),
    stopping_case("metric missing now and then", [1.0, None, 1.1, None, 1.2], patience=2, restoreBestWeights=True),
    stopping_case("NaN after the best", [1.0, 0.5, math.nan, math.nan, 0.1], patience=2, restoreBestWeights=True),
    stopping_case("one epoch", [1.0], restoreBestWeights=True),
    stopping_case("no epochs", [], restoreBestWeights=True),
]
LOSSES = [
    [1.0, 0.5, 0.2],
    [1.0, math.nan, 0.2],
    [math.inf, 1.0],
    [1.0, -math.inf],
    [None, None],
    [None, math.nan],
    [],
]
WARM_UPS = [(0.0, 0.1, 10), (0.01, 0.1, 7), (0.0, 1.0, 1), (0.5, 0.1, 4), (1e-6, 1e-3, 100)]


def with_warnings(trace_of, case, counter):
    counter.count = 0
    trace = trace_of(case)
    return case | {"trace": trace | {"warnings": counter.count}}


def main():
    counter = WarningCount()
    logger = logging.getLogger("tensorflow")
    logger.addHandler(counter)
    logger.propagate = False
    random = np.random.default_rng(20240601)
    reduce = REDUCE + [random_reduce(random, number) for number in range(RANDOM_CASES)]
    stopping = STOPPING + [random_stopping(random, number) for number in range(RANDOM_CASES)]
    golden = {
        "versions": {
            "python": sys.version.split()[0],
            "tensorflow": tf.__version__,
            "keras": keras.__version__,
            "numpy": np.__version__,
        },
        "reduceLROnPlateau": [with_warnings(reduce_trace, case, counter) for case in reduce],
        "earlyStopping": [with_warnings(stopping_trace, case, counter) for case in stopping],
        "terminateOnNaN": [
            {"name": str(losses), "losses": losses, "stops": nan_trace(losses)} for losses in LOSSES
        ],
        "learningRateScheduler": [
            {"name": name, "rate": rate, "rates": schedule_rates(name, rate)}
            for name in SCHEDULES
            for rate in (0.1, 0.003)
        ],
        "warmUp": [
            {"name": f"{initial} to {rate} in {steps}", "initialRate": initial, "rate": rate, "steps": steps,
             "rates": warm_up_rates(initial, rate, steps)}
            for initial, rate, steps in WARM_UPS
        ],
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
