"""Reads the files that RapportBench has checked: vectors and ids."""

import os

import numpy as np


def load_vectors(path):
    """The vectors of a .npy or .fvecs file, in memory of this process: float32, C order."""
    if path.endswith(".fvecs"):
        words = np.memmap(path, np.int32, "r")
        return np.ascontiguousarray(words.reshape(-1, words[0] + 1)[:, 1:]).view(np.float32)
    return np.load(path)


def map_vectors(path):
    """As load_vectors, but left on disk where the format allows it."""
    return load_vectors(path) if path.endswith(".fvecs") else np.load(path, mmap_mode="r")


def load_ids(path):
    return np.load(path).astype(np.int64)


def disk_bytes(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)
