"""Where the coefficients of erf in Sources/CVectorKernels/transformer_vector.h come from.

Fits erf(z) = z·P(z²)/Q(z²) on 0 < z ≤ 4, P and Q of degree 5, to the smallest relative error: a linear least-squares
fit of P − f·Q, with weights raised again and again where the error is largest (Lawson's method). Needs numpy.
"""

import math

import numpy as np

LIMIT, DEGREE, NODES, ROUNDS = 4.0, 5, 4000, 200


def fit():
    z = LIMIT * (0.5 - 0.5 * np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES))
    f = np.array([math.erf(value) for value in z])
    scaled = z * z / LIMIT**2
    powers = scaled[:, None] ** np.arange(DEGREE + 1)
    denominator, weights, best = np.ones(NODES), np.ones(NODES), None
    for _ in range(ROUNDS):
        row = (np.sqrt(weights) / denominator / f)[:, None]
        matrix = np.concatenate([z[:, None] * powers, -f[:, None] * powers[:, 1:]], axis=1) * row
        size = np.abs(matrix).max(axis=0)
        solution = np.linalg.lstsq(matrix / size, f * row[:, 0], rcond=None)[0] / size
        p, q = solution[: DEGREE + 1], np.concatenate([[1.0], solution[DEGREE + 1 :]])
        denominator = powers @ q
        error = np.abs(z * (powers @ p) / denominator / f - 1)
        if best is None or error.max() < best[0]:
            scale = LIMIT ** (2 * np.arange(DEGREE + 1))
            best = (error.max(), p / scale, q / scale)
        weights *= error / error.max() + 1e-3
        weights /= weights.sum()
    return best


if __name__ == "__main__":
    error, p, q = fit()
    print(f"largest relative error {error:.2e}")
    for name, coefficients in (("P", p), ("Q", q)):
        print(name, [float(np.float32(value)) for value in coefficients])
