"""Augmentation, folders, decoding and image quality as Keras, Pillow, OpenCV and ImageHash have them.

Writes images.json beside this file: `python kit/reference/golden/images.py`.
"""

import base64
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import cv2
import imagehash
import keras
import numpy as np
import PIL
import scipy
from keras.preprocessing.image import ImageDataGenerator
from keras.utils import img_to_array, load_img
from PIL import Image, ImageEnhance, ImageOps, ImageStat

RANDOM = np.random.default_rng(20240607)
MODES = ["nearest", "constant", "reflect", "wrap"]


def picture(height, width, channels, low=0, high=256):
    """Whole numbers, as decoded from a file."""
    return RANDOM.integers(low, high, (height, width, channels)).astype("float32")


IMAGES = {
    "odd and even": picture(5, 4, 3),
    "even and odd": picture(4, 7, 1),
    "square even": picture(6, 6, 3),
    "square odd": picture(5, 5, 1),
    "one pixel": picture(1, 1, 3),
    "one row": picture(1, 6, 3),
    "one column": picture(5, 1, 1),
    "two by two": picture(2, 2, 1),
    "with alpha": picture(4, 5, 4),
    "unit range": RANDOM.random((5, 6, 3)).astype("float32"),
    "any range": (RANDOM.normal(0, 200, (4, 5, 3))).astype("float32"),
    "bytes and above": picture(4, 4, 1, 0, 400),
    "constant": np.full((3, 4, 3), 7, "float32"),
    "black": np.zeros((3, 3, 3), "float32"),
    "five channels": picture(3, 4, 5),
}


def flat(array):
    """Values with a shape; float32 in its own shortest digits."""
    array = np.asarray(array)
    values = array.reshape(-1)
    digits = [float(str(value)) for value in values] if values.dtype == "float32" else values.tolist()
    return {"shape": list(array.shape), "values": [int(v) if v == int(v) else v for v in digits]}


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


NAMES = {"featurewise_std_normalization": "featurewiseStdNormalization"}


def camels(options):
    return {NAMES.get(key, camel(key)): value for key, value in options.items()}


def shown(options):
    return ", ".join(f"{key} {value}" for key, value in options.items()) or "defaults"


@contextlib.contextmanager
def recorded_draws():
    """Everything that numpy.random gives inside, in order."""
    drawn = []
    originals = {name: getattr(np.random, name) for name in ["uniform", "choice", "random", "permutation"]}

    def recorder(original):
        def draw(*arguments, **options):
            value = original(*arguments, **options)
            drawn.extend(np.ravel(value).tolist())
            return value

        return draw

    for name, original in originals.items():
        setattr(np.random, name, recorder(original))
    try:
        yield drawn
    finally:
        for name, original in originals.items():
            setattr(np.random, name, original)


# --- transforms with given parameters


def transform_case(image, options, parameters):
    output = ImageDataGenerator(**options).apply_transform(IMAGES[image].copy(), dict(parameters))
    return {
        "name": f"{image}: {shown(parameters)} ({shown(options)})",
        "image": image,
        "options": camels(options),
        "parameters": camels(parameters),
        "output": flat(output),
    }


def transform_cases():
    yield from single_warps()
    yield from exact_angles()
    yield from combined()
    yield from colours()


def single_warps():
    alone = [
        ("odd and even", {"theta": 30}),
        ("even and odd", {"theta": -77.7}),
        ("square even", {"tx": 1.3}),
        ("odd and even", {"ty": -2.4}),
        ("square odd", {"tx": -2, "ty": 1}),
        ("even and odd", {"tx": 17.25, "ty": -40}),
        ("square even", {"shear": 20}),
        ("odd and even", {"shear": 0.2}),
        ("square even", {"zx": 0.6, "zy": 1.4}),
        ("even and odd", {"zx": 2, "zy": 0.5}),
        ("one pixel", {"theta": 40, "tx": 0.3, "zx": 0.7, "zy": 1.1}),
        ("one row", {"theta": 10, "ty": 0.4, "tx": -1.5}),
        ("one column", {"zx": 1.5, "zy": 0.8, "theta": -5}),
        ("two by two", {"theta": 45, "zx": 3, "zy": 3}),
    ]
    for mode in MODES:
        for image, parameters in alone:
            yield transform_case(image, {"fill_mode": mode, "cval": 9.5}, parameters)
    for mode in MODES:
        for image, parameters in alone[:10:3] + alone[10:13:2]:
            yield transform_case(image, {"fill_mode": mode, "interpolation_order": 0}, parameters)


def exact_angles():
    for mode in MODES:
        for image in ["square even", "square odd", "odd and even", "two by two"]:
            for theta in [90, 180, 270]:
                yield transform_case(image, {"fill_mode": mode, "cval": 300.0}, {"theta": theta})


def combined():
    names = ["odd and even", "even and odd", "square even", "with alpha", "unit range", "any range", "one row", "five channels"]
    for i in range(32):
        parameters = {
            "theta": round(RANDOM.uniform(-180, 180), 3),
            "tx": round(RANDOM.uniform(-4, 4), 3),
            "ty": round(RANDOM.uniform(-4, 4), 3),
            "shear": round(RANDOM.uniform(-50, 50), 3),
            "zx": round(RANDOM.uniform(0.3, 2), 3),
            "zy": round(RANDOM.uniform(0.3, 2), 3),
            "flip_horizontal": bool(RANDOM.integers(2)),
            "flip_vertical": bool(RANDOM.integers(2)),
            "channel_shift_intensity": round(RANDOM.uniform(-60, 60), 3) if i % 3 else None,
            "brightness": round(RANDOM.uniform(0.2, 1.9), 3) if i % 2 and i % 8 != 7 else None,
        }
        yield transform_case(names[i % 8], {"fill_mode": MODES[i // 8], "cval": float(i), "interpolation_order": int(i % 5 > 0)}, parameters)


def colours():
    for image in ["odd and even", "one pixel", "unit range", "any range", "constant", "five channels"]:
        for intensity in [25.5, -60]:
            yield transform_case(image, {}, {"channel_shift_intensity": intensity})
    for image in ["odd and even", "even and odd", "with alpha", "unit range", "any range", "bytes and above", "constant", "black", "one pixel"]:
        for brightness in [0, 0.35, 1, 1.7]:
            yield transform_case(image, {}, {"brightness": brightness})
    for parameters in [{}, {"flip_horizontal": True}, {"flip_vertical": True}, {"flip_horizontal": True, "flip_vertical": True}]:
        for image in ["odd and even", "one row"]:
            yield transform_case(image, {}, parameters)
    yield transform_case("odd and even", {}, {"theta": 0, "zx": 1, "zy": 1, "flip_vertical": False, "brightness": None})


# --- drawn parameters


def random_cases():
    options = [
        {},
        {"rotation_range": 40},
        {"shear_range": 0.2},
        {"width_shift_range": 0.2},
        {"height_shift_range": 0.3},
        {"width_shift_range": 0.2, "height_shift_range": 0.1},
        {"width_shift_range": 3},
        {"height_shift_range": 1},
        {"width_shift_range": 2.5, "height_shift_range": 7},
        {"width_shift_range": [-2, 0, 3]},
        {"height_shift_range": [0.1, 0.3, 0.25]},
        {"height_shift_range": [-5, 0]},
        {"zoom_range": 0.2},
        {"zoom_range": [0.5, 0.9]},
        {"zoom_range": [1.0, 1.0]},
        {"zoom_range": 1},
        {"horizontal_flip": True},
        {"vertical_flip": True},
        {"horizontal_flip": True, "vertical_flip": True},
        {"channel_shift_range": 20.0},
        {"brightness_range": [0.5, 1.5]},
        {"brightness_range": [0.0, 0.0]},
        {
            "rotation_range": 30,
            "width_shift_range": 0.1,
            "height_shift_range": 4,
            "shear_range": 10,
            "zoom_range": [0.8, 1.3],
            "channel_shift_range": 15,
            "horizontal_flip": True,
            "vertical_flip": True,
            "brightness_range": [0.3, 1.2],
        },
    ]
    for i, option in enumerate(options):
        for shape in [(6, 9, 3), (5, 5, 1)]:
            np.random.seed(100 + i)
            with recorded_draws() as drawn:
                parameters = ImageDataGenerator(**option).get_random_transform(shape)
            plain = {key: value if value is None else float(value) for key, value in parameters.items()}
            for flip in ["flip_horizontal", "flip_vertical"]:
                plain[flip] = bool(plain[flip])
            yield {
                "name": f"{shown(option)}, {shape[0]}x{shape[1]}",
                "options": camels(option),
                "shape": list(shape),
                "draws": drawn,
                "parameters": camels(plain),
            }


# --- standardization


def standardize_case(name, image, options, samples=None, **fitting):
    generator = ImageDataGenerator(**options)
    drawn = []
    if samples is not None:
        np.random.seed(5)
        with recorded_draws() as drawn:
            generator.fit(samples, **fitting)
    output = generator.standardize(IMAGES[image].copy())
    fitted = {key: flat(np.asarray(getattr(generator, key)).reshape(-1)) for key in ["mean", "std"] if getattr(generator, key) is not None}
    return {
        "name": f"{name}{image}: {shown(options)}",
        "image": image,
        "options": camels(options),
        "samples": None if samples is None else flat(samples),
        "fitting": fitting,
        "draws": list(drawn),
        "fitted": fitted,
        "output": flat(output),
    }


def standardize_cases():
    for image in ["odd and even", "one pixel", "constant", "unit range", "any range", "five channels"]:
        for options in [{"samplewise_center": True}, {"samplewise_center": True, "samplewise_std_normalization": True}]:
            yield standardize_case("", image, options)
    yield standardize_case("", "odd and even", {"rescale": 1 / 255})
    yield standardize_case("", "odd and even", {"rescale": 1 / 255, "samplewise_center": True, "samplewise_std_normalization": True})
    yield standardize_case("", "odd and even", {})
    rgb = np.stack([picture(5, 4, 3) for _ in range(4)])
    grey = np.stack([picture(3, 3, 1, 90, 160) for _ in range(3)])
    for options in [{"featurewise_center": True}, {"featurewise_center": True, "featurewise_std_normalization": True}]:
        yield standardize_case("fit, ", "odd and even", options, rgb)
        yield standardize_case("fit, ", "square odd", options, grey)
        yield standardize_case("fit, ", "odd and even", {**options, "rescale": 1 / 255}, rgb)
    yield standardize_case("fit on one constant image, ", "constant", {"featurewise_center": True, "featurewise_std_normalization": True}, np.full((1, 3, 4, 3), 7.0, "float32"))
    everything = {"featurewise_center": True, "featurewise_std_normalization": True, "samplewise_center": True, "samplewise_std_normalization": True, "rescale": 0.5}
    yield standardize_case("fit, ", "odd and even", everything, rgb)
    augmenting = {"featurewise_center": True, "featurewise_std_normalization": True, "rotation_range": 20, "zoom_range": 0.1, "horizontal_flip": True}
    yield standardize_case("fit with augmentation, ", "odd and even", augmenting, rgb, augment=True)
    yield standardize_case("fit with augmentation in two rounds, ", "odd and even", augmenting, rgb, augment=True, rounds=2)
    many = np.stack([picture(2, 2, 1) for _ in range(12)])
    for options in [{"zca_whitening": True, "featurewise_center": True}, {"zca_whitening": True, "featurewise_center": True, "zca_epsilon": 10.0, "rescale": 1 / 255}]:
        yield standardize_case("fit, ", "two by two", options, many)
    few = np.stack([picture(5, 5, 1) for _ in range(6)])
    yield standardize_case("fit on fewer images than pixels, ", "square odd", {"zca_whitening": True, "featurewise_center": True, "zca_epsilon": 0.1, "rescale": 1 / 255}, few)


# --- batches of arrays


def flow_case(n, y, validation_split, options, epochs=2):
    x = np.arange(n, dtype="float32").reshape(n, 1, 1, 1)
    y = None if y is None else np.asarray(y, dtype="float32")
    case = {
        "name": f"{n} images, split {validation_split}, {shown(options)}" + ("" if y is None else f", labels {y.astype(int).tolist()}"),
        "n": n,
        "y": None if y is None else y.tolist(),
        "validationSplit": validation_split,
        "options": camels({key: value for key, value in options.items() if key != "sample_weight"}),
        "weighted": "sample_weight" in options,
    }
    if "sample_weight" in options:
        options = {**options, "sample_weight": np.arange(n) / 2}
    try:
        batches = ImageDataGenerator(validation_split=validation_split).flow(x, y, **options)
    except ValueError as error:
        return {**case, "error": str(error)}
    orders, seen = [], []
    original = np.random.permutation
    np.random.seed(n)

    def permutation(count):
        order = original(count)
        orders.append(order.tolist())
        return order

    np.random.permutation = permutation
    for _ in range(epochs * len(batches)):
        batch = next(batches)
        parts = batch if isinstance(batch, tuple) else (batch,)
        seen.append([np.ravel(part).tolist() for part in parts])
    np.random.permutation = original
    return {**case, "batchesPerEpoch": len(batches), "orders": orders, "batches": seen}


def flow_cases():
    for n, size in [(7, 3), (6, 3), (1, 4), (5, 32)]:
        for shuffle in [False, True]:
            yield flow_case(n, [i % 2 for i in range(n)], 0.0, {"batch_size": size, "shuffle": shuffle})
    yield flow_case(5, None, 0.0, {"batch_size": 2, "shuffle": False})
    yield flow_case(6, [0, 1, 0, 1, 0, 1], 0.0, {"batch_size": 4, "shuffle": True, "sample_weight": True})
    for subset in ["training", "validation"]:
        yield flow_case(10, [i % 2 for i in range(10)], 0.25, {"batch_size": 4, "shuffle": False, "subset": subset})
        yield flow_case(11, [i % 2 for i in range(11)], 0.3, {"batch_size": 4, "shuffle": True, "subset": subset})
        yield flow_case(10, [0] * 5 + [1] * 5, 0.3, {"batch_size": 4, "subset": subset})
        yield flow_case(10, [0] * 5 + [1] * 5, 0.3, {"batch_size": 4, "subset": subset, "shuffle": False, "ignore_class_split": True})
        yield flow_case(9, None, 0.29, {"batch_size": 4, "subset": subset, "shuffle": False})


# --- folders


def make_tree(root, files):
    for value, name in enumerate(files):
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if name.endswith("/"):
            continue
        if not name.lower().endswith((".png", ".jpg", ".jpeg")):
            with open(path, "w") as file:
                file.write("not an image")
        else:
            Image.new("L", (2, 3), value + 1).save(path, format="PNG")


TREES = {
    "two classes": [f"dogs/d{i}.png" for i in range(5)] + [f"cats/c{i}.png" for i in range(7)],
    "names that sort by code": ["b/x.png", "B/x.png", "10/x.png", "9/x.png", "é/x.png", "_/x.png", "b/10.png", "b/9.png", "b/X.PNG"],
    "nested and foreign files": ["a/z.png", "a/sub/a.png", "a/sub-b/m.jpg", "a/sub/deep/q.jpeg", "a/sub a/n.png", "a/notes.txt", "a/Thumbs.db", "readme.txt", "b/x.png", "b/y.JPG", "empty/"],
    "three classes": [f"{name}/{i:02}.png" for name, n in [("c", 3), ("a", 10), ("b", 4)] for i in range(n)],
    "one class": ["only/1.png", "only/2.png"],
}


def folder_case(tree, generator_options, options, epochs=2):
    root = tempfile.mkdtemp()
    make_tree(root, TREES[tree])
    np.random.seed(len(tree))
    orders, batches = [], []
    original = np.random.permutation

    def permutation(count):
        order = original(count)
        orders.append(order.tolist())
        return order

    with contextlib.redirect_stdout(io.StringIO()):
        flow = ImageDataGenerator(**generator_options).flow_from_directory(root, target_size=(2, 2), **options)
    np.random.permutation = permutation
    for _ in range(epochs * len(flow)):
        batch = next(flow)
        x, y = batch if isinstance(batch, tuple) else (batch, None)
        batches.append({"x": x[:, 0, 0, 0].tolist(), "y": None if y is None else flat(y)})
    np.random.permutation = original
    shutil.rmtree(root)
    return {
        "name": f"{tree}, {shown(generator_options)}, {shown(options)}",
        "tree": tree,
        "generator": camels(generator_options),
        "options": camels(options),
        "filenames": flow.filenames,
        "classes": flow.classes.tolist(),
        "classIndices": flow.class_indices,
        "batchesPerEpoch": len(flow),
        "orders": orders,
        "batches": batches,
    }


def folder_cases():
    for tree in TREES:
        yield folder_case(tree, {}, {"shuffle": False, "batch_size": 4, "class_mode": "sparse"}, epochs=1)
    for mode in ["binary", "categorical", "sparse", "input", None]:
        yield folder_case("two classes", {}, {"shuffle": False, "batch_size": 5, "class_mode": mode}, epochs=1)
    yield folder_case("two classes", {}, {"batch_size": 5, "class_mode": "binary"})
    yield folder_case("three classes", {}, {"batch_size": 32})
    for split in [0.2, 0.29, 0.5, 0.9, 0.05]:
        for subset in ["training", "validation"]:
            yield folder_case("three classes", {"validation_split": split}, {"subset": subset, "shuffle": False, "batch_size": 6}, epochs=1)
    yield folder_case("two classes", {"validation_split": 0.3}, {"subset": "training", "batch_size": 3})
    yield folder_case("nested and foreign files", {"validation_split": 0.4}, {"subset": "validation", "shuffle": False, "class_mode": "sparse"}, epochs=1)
    yield folder_case("three classes", {}, {"classes": ["b", "c"], "shuffle": False, "class_mode": "binary"}, epochs=1)
    yield folder_case("two classes", {"rescale": 1 / 255}, {"shuffle": False, "batch_size": 4, "color_mode": "grayscale", "class_mode": "sparse"}, epochs=1)


# --- files


def encoded(image, format, **options):
    buffer = io.BytesIO()
    image.save(buffer, format=format, **options)
    return buffer.getvalue()


def smooth(height, width, channels):
    """A picture that JPEG does not tear apart."""
    rows, columns = np.mgrid[0:height, 0:width]
    waves = [127 + 120 * np.sin(rows / (3 + k) + columns / (5 - k) + 2 * k) for k in range(channels)]
    return np.stack(waves, -1).astype("uint8")


def files():
    rgb = Image.fromarray(picture(7, 9, 3).astype("uint8"))
    rgba = Image.fromarray(picture(6, 5, 4).astype("uint8"))
    grey = Image.fromarray(picture(6, 8, 1).astype("uint8")[:, :, 0])
    waves = Image.fromarray(smooth(19, 13, 3))
    with_profile = {"icc_profile": b"not a profile that anything follows"}
    yield "rgb.png", encoded(rgb, "PNG")
    yield "rgba.png", encoded(rgba, "PNG")
    yield "grey.png", encoded(grey, "PNG")
    yield "grey-alpha.png", encoded(Image.merge("LA", [grey, grey.rotate(180)]), "PNG")
    yield "palette.png", encoded(rgb.quantize(16), "PNG")
    yield "palette-transparent.png", encoded(rgb.quantize(8), "PNG", transparency=2)
    yield "one-bit.png", encoded(grey.convert("1"), "PNG")
    yield "gamma.png", encoded(rgb, "PNG", **with_profile)
    yield "waves-420.jpg", encoded(waves, "JPEG", quality=85)
    yield "waves-444.jpg", encoded(waves, "JPEG", quality=60, subsampling=0)
    yield "waves-progressive.jpg", encoded(waves, "JPEG", progressive=True)
    yield "grey.jpg", encoded(waves.convert("L"), "JPEG")
    yield "turned.jpg", encoded(waves, "JPEG", exif=turned())


def turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def load_cases(stored):
    for name in stored:
        for mode in ["rgb", "grayscale", "rgba"]:
            yield load_case(stored, name, {"color_mode": mode})
    for interpolation in ["nearest", "bilinear", "bicubic", "lanczos", "box", "hamming"]:
        for size in [(3, 4), (11, 17), (7, 3)]:
            yield load_case(stored, "rgb.png", {"target_size": size, "interpolation": interpolation})
        yield load_case(stored, "rgba.png", {"target_size": (4, 7), "interpolation": interpolation, "color_mode": "rgba"})
        yield load_case(stored, "grey.png", {"target_size": (1, 1), "interpolation": interpolation, "color_mode": "grayscale"})
    for interpolation in ["nearest", "bilinear"]:
        for size in [(5, 9), (8, 4)]:
            yield load_case(stored, "waves-444.jpg", {"target_size": size, "interpolation": interpolation, "keep_aspect_ratio": True})


def load_case(stored, name, options):
    image = img_to_array(load_img(io.BytesIO(stored[name]), **options))
    return {
        "name": f"{name}, {shown(options)}",
        "file": name,
        "options": camels({key: list(value) if isinstance(value, tuple) else value for key, value in options.items()}),
        "shape": list(image.shape),
        "bytes": base64.b64encode(image.astype("uint8").tobytes()).decode(),
    }


# --- quality


def quality_cases():
    pictures = {
        "noise": picture(9, 8, 3),
        "smooth": smooth(20, 24, 3),
        "dim": smooth(16, 17, 3) // 6,
        "grey": smooth(12, 40, 1),
        "one pixel": picture(1, 1, 3),
        "one row": picture(1, 5, 1),
        "two rows": picture(2, 3, 3),
        "constant": np.full((6, 6, 3), 40),
        "black and white": np.indices((10, 10)).sum(0)[..., None] % 2 * 255,
    }
    for name, values in pictures.items():
        values = values.astype("uint8")
        image = Image.fromarray(values[:, :, 0] if values.shape[2] == 1 else values)
        grey = values[:, :, 0] if values.shape[2] == 1 else cv2.cvtColor(values, cv2.COLOR_RGB2GRAY)
        luma = ImageStat.Stat(image.convert("L"))
        yield {
            "name": name,
            "image": flat(values),
            "blur": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
            "unitBlur": float(cv2.Laplacian(unit_grey(values), cv2.CV_64F).var()),
            "brightness": luma.mean[0],
            "contrast": luma.stddev[0],
            "difference": str(imagehash.dhash(image)),
            "perceptual": str(imagehash.phash(image)),
            "corrected": corrections(image),
        }


def unit_grey(values):
    unit = (values / 255).astype("float32")
    grey = unit[:, :, 0] if unit.shape[2] == 1 else cv2.cvtColor(unit, cv2.COLOR_RGB2GRAY)
    return grey.astype("float64")


def corrections(image):
    for factor in [0, 0.4, 1, 1.8]:
        yield {"kind": "brightness", "factor": factor, "values": pixels(ImageEnhance.Brightness(image).enhance(factor))}
        yield {"kind": "contrast", "factor": factor, "values": pixels(ImageEnhance.Contrast(image).enhance(factor))}
    for cutoff in [0, 3, 20]:
        yield {"kind": "autocontrast", "factor": cutoff, "values": pixels(ImageOps.autocontrast(image, cutoff=cutoff))}


def pixels(image):
    return base64.b64encode(np.asarray(image).tobytes()).decode()


def hash_cases():
    """Distances from one picture to copies that eyes take for the same, and to others."""
    image = Image.fromarray(smooth(20, 24, 3))
    variants = {
        "itself": image,
        "smaller": image.resize((15, 14), Image.BILINEAR),
        "as JPEG": Image.open(io.BytesIO(encoded(image, "JPEG", quality=50))),
        "brighter": ImageEnhance.Brightness(image).enhance(1.2),
        "mirrored": ImageOps.mirror(image),
        "noise": Image.fromarray(picture(12, 12, 3).astype("uint8")),
    }
    for name, variant in variants.items():
        yield {
            "name": name,
            "image": {"shape": list(np.asarray(variant).shape), "bytes": pixels(variant)},
            "difference": int(imagehash.dhash(image) - imagehash.dhash(variant)),
            "perceptual": int(imagehash.phash(image) - imagehash.phash(variant)),
        }


def main():
    warnings.simplefilter("ignore")
    stored = dict(files())
    result = {
        "versions": {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "keras": keras.__version__,
            "pillow": PIL.__version__,
            "opencv": cv2.__version__,
            "imagehash": imagehash.__version__,
        },
        "images": {name: flat(image) for name, image in IMAGES.items()},
        "transforms": list(transform_cases()),
        "random": list(random_cases()),
        "standardize": list(standardize_cases()),
        "flows": list(flow_cases()),
        "trees": TREES,
        "folders": list(folder_cases()),
        "files": {name: base64.b64encode(content).decode() for name, content in stored.items()},
        "loads": list(load_cases(stored)),
        "quality": list(quality_cases()),
        "hashes": list(hash_cases()),
    }
    for case in result["quality"]:
        case["corrected"] = list(case["corrected"])
    path = os.path.splitext(os.path.abspath(__file__))[0] + ".json"
    with open(path, "w") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
