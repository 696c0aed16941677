"""Trains on Keras, in graph mode, one epoch at each request: the reference of `npm run bench -- engine`."""

import json
import os
import platform
import sys
import time

try:
    import keras
    import tensorflow as tf
    from serving import serve
except ImportError as error:
    sys.exit(f"{type(error).__name__}: {error} (in {sys.executable})")


class Worker:
    def hello(self, _request):
        versions = {
            "python": platform.python_version(),
            "tensorflow": tf.__version__,
            "keras": keras.__version__,
        }
        return {"threads": tf.config.threading.get_intra_op_parallelism_threads(), "versions": versions}

    def prepare(self, request):
        task = request["task"]
        tf.keras.backend.clear_session()
        tf.keras.utils.set_random_seed(1)
        self.batch_size = task["batchSize"]
        self.model = tf.keras.models.model_from_json(json.dumps(task["topology"]))
        self.model.compile(optimizer=task["optimizer"], loss=task["loss"], metrics=["accuracy"])
        self.x = tf.random.uniform([task["rows"], *self.model.input_shape[1:]])
        self.y = random_targets(task["rows"], self.model.output_shape[1])
        return {}

    def epoch(self, _request):
        timer = EpochTimer()
        history = self.model.fit(
            self.x, self.y, epochs=1, batch_size=self.batch_size, verbose=0, callbacks=[timer]
        ).history
        return {"seconds": timer.seconds, "loss": history["loss"][0]}


def random_targets(rows, outputs):
    classes = tf.random.uniform([rows], 0, max(2, outputs), tf.int32)
    if outputs == 1:
        return tf.reshape(tf.cast(classes, tf.float32), [rows, 1])
    return tf.one_hot(classes, outputs)


class EpochTimer(tf.keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds = time.perf_counter() - self.began


if __name__ == "__main__":
    threads = int(os.environ["TF_NUM_INTRAOP_THREADS"])
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    serve(Worker())
