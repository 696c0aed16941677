"""Exports scikit-learn's copy of the UCI optical digits to IDX files, once.

    python -m venv .venv && .venv/bin/pip install scikit-learn==1.5.2
    .venv/bin/python datasets/export_digits.py

Writes digits/images.idx3-ubyte [1797, 8, 8] and digits/labels.idx1-ubyte [1797] beside this file, values
and order as in the source, and prints the SHA-256 of each. README.md here gives provenance and licence.
"""

import hashlib
import pathlib
import struct

import numpy as np
from sklearn.datasets import load_digits

UNSIGNED_BYTE = 0x08


def idx(array: np.ndarray) -> bytes:
    """The IDX encoding of an array of whole numbers 0 to 255: magic, sides (big-endian), values row by row."""
    values = array.astype(np.uint8)
    if not np.array_equal(values, array):
        raise ValueError("expected whole numbers from 0 to 255")
    header = struct.pack(f">HBB{values.ndim}I", 0, UNSIGNED_BYTE, values.ndim, *values.shape)
    return header + values.tobytes()


def main() -> None:
    folder = pathlib.Path(__file__).parent / "digits"
    folder.mkdir(exist_ok=True)
    digits = load_digits()
    for name, array in (("images.idx3-ubyte", digits.images), ("labels.idx1-ubyte", digits.target)):
        content = idx(array)
        (folder / name).write_bytes(content)
        print(hashlib.sha256(content).hexdigest(), f"digits/{name}")


if __name__ == "__main__":
    main()
