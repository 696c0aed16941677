"""Answer A's network on answer A's data in Keras, over 20 seeds: claims A1 and A2 on the other side.

    python -m venv .venv && .venv/bin/pip install -r kit/reference/requirements.txt
    .venv/bin/python solutions/claims/keras_a1.py

Three variants: raw pixels, pixels divided by 255, and raw pixels with a sigmoid that Keras does not see as one,
so that its loss cannot go back to the logits behind it. Writes keras_a1.json beside this file, after every seed;
run again it goes on where it was. `npx unstuck dev claim 01-unnormalized-input` puts it into the table.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

SEEDS = range(1, 21)
FILE = pathlib.Path(__file__).with_suffix(".json")


def images(draw, per_class):
    """Bright and dark images in random order, and their class, 1 for bright."""
    bright = draw.integers(100, 255, (per_class, 32, 32, 3))
    dark = draw.integers(0, 100, (per_class, 32, 32, 3))
    y = np.r_[np.ones(per_class), np.zeros(per_class)].astype("float32")
    order = draw.permutation(2 * per_class)
    return np.concatenate([bright, dark]).astype("float32")[order], y[order]


def network(output):
    return keras.Sequential(
        [
            keras.layers.Conv2D(32, 3, activation="relu", input_shape=(32, 32, 3)),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            *output,
        ]
    )


def sigmoid():
    return [keras.layers.Dense(1, activation="sigmoid")]


def hidden_sigmoid():
    """The same numbers, but by hand: Keras finds no sigmoid here whose input it could take instead."""
    return [keras.layers.Dense(1), keras.layers.Lambda(lambda z: 0.5 * (tf.tanh(0.5 * z) + 1))]


VARIANTS = {
    "keras-raw": ("raw, 0 to 255", 1, sigmoid),
    "keras-255": ("divided by 255", 255, sigmoid),
    "keras-hidden": ("raw, a sigmoid written by hand", 1, hidden_sigmoid),
}


def train(seed, divisor, output):
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    draw = np.random.default_rng(seed)
    x, y = images(draw, 1000)
    test_x, test_y = images(draw, 200)
    model = network(output())
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    losses = model.fit(x / divisor, y, epochs=5, batch_size=32, verbose=0).history["loss"]
    accuracy = float(np.mean((model.predict(test_x / divisor, verbose=0)[:, 0] > 0.5) == test_y))
    return {"seed": seed, "accuracy": accuracy, "loss": round(losses[-1], 6)}


def main():
    results = json.loads(FILE.read_text()) if FILE.exists() else {}
    for name, (what, divisor, output) in VARIANTS.items():
        variant = results.setdefault(name, {"engine": f"Keras {keras.__version__}", "what": what, "runs": []})
        for seed in SEEDS[len(variant["runs"]) :]:
            run = train(seed, divisor, output)
            variant["runs"].append(run)
            FILE.write_text(json.dumps(results, indent=1) + "\n")
            print(name, run, flush=True)


if __name__ == "__main__":
    main()
