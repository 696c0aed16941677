"""Does with Keras, scikit-learn and imbalanced-learn what the kit does: the reference of `npm run bench -- kit`.

Each request for a turn does the work that was prepared once, on the data that the kit drew.
"""

import platform
import sys
import time

try:
    import imblearn
    import keras
    import numpy
    import scipy
    import sklearn
    from imblearn.over_sampling import SMOTE
    from keras.preprocessing.image import ImageDataGenerator
    from serving import serve
    from sklearn.preprocessing import StandardScaler
    from threadpoolctl import threadpool_info
except ImportError as error:
    sys.exit(f"{type(error).__name__}: {error} (in {sys.executable})")


class Worker:
    def hello(self, _request):
        versions = {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
            "imbalanced-learn": imblearn.__version__,
            "keras": keras.__version__,
        }
        return {"threads": max(pool["num_threads"] for pool in threadpool_info()), "versions": versions}

    def prepare(self, request):
        task = request["task"]
        x = numpy.fromfile(task["file"], task["dtype"]).reshape(task["shape"])
        self.work = WORKS[task["work"]](x, task)
        return {}

    def turn(self, _request):
        began = time.perf_counter()
        rows = self.work()
        return {"seconds": time.perf_counter() - began, "rows": rows}


def smote(x, task):
    y = (numpy.arange(len(x)) < task["minority"]).astype(int)
    return lambda: len(SMOTE(k_neighbors=5).fit_resample(x, y)[0])


def standard_scaler(x, _task):
    return lambda: len(StandardScaler().fit_transform(x))


def augmentation(x, _task):
    return lambda: sum(map(len, epoch(x)))


def epoch(x):
    flow = ImageDataGenerator(
        rotation_range=20,
        width_shift_range=0.2,
        height_shift_range=0.2,
        shear_range=10,
        zoom_range=0.2,
        channel_shift_range=20,
        horizontal_flip=True,
        vertical_flip=True,
        brightness_range=(0.8, 1.2),
        rescale=1 / 255,
    ).flow(x, batch_size=32)
    return (next(flow) for _ in range(len(flow)))


WORKS = {"Smote": smote, "StandardScaler": standard_scaler, "ImageDataGenerator": augmentation}

if __name__ == "__main__":
    serve(Worker())
