"""Exact search, and what share of it somebody else found."""

import numpy as np

BLOCK_BYTES = 256 << 20


class Truth:
    """The exact k-th nearness of every query: a hit that is as near counts, whichever of equals it is.

    Candidates come from one float32 matrix product for each block of the base; the nearness of those that can decide
    is then computed anew in float64, the same way for the truth and for every hit that is judged.
    """

    # Candidates beyond k that float32 may have put in the wrong order.
    SPARE = 16
    # float64 sums of float32 products: equal vectors agree to this relative to the lengths.
    TOLERANCE = 1e-9

    def __init__(self, base, queries, metric, k, pass_ids=None):
        self.base, self.queries, self.metric = base, queries, metric
        self.passes = None
        if pass_ids is not None:
            self.passes = np.zeros(len(base), bool)
            self.passes[pass_ids] = True
        self.k = min(k, len(base) if pass_ids is None else int(self.passes.sum()))
        rows = None if pass_ids is None else np.flatnonzero(self.passes)
        candidates = self._candidates(rows, self.k + self.SPARE)
        nearness = self._nearness(candidates)
        self.thresholds = -np.sort(-nearness, axis=1)[:, self.k - 1]
        lengths = np.linalg.norm(queries.astype(np.float64), axis=1)
        self.slack = self.TOLERANCE * np.maximum(lengths, 1) * max(1.0, float(np.abs(self.thresholds).max()))

    def recall(self, answers):
        """The share of the k nearest that is in `answers` (a row for each query, -1 for nothing)."""
        answers = np.sort(answers, axis=1)
        repeated = np.zeros(answers.shape, bool)
        repeated[:, 1:] = answers[:, 1:] == answers[:, :-1]
        is_hit = (answers >= 0) & (answers < len(self.base)) & ~repeated
        if self.passes is not None:
            is_hit &= self.passes[np.where(is_hit, answers, 0)]
        nearness = self._nearness(np.where(is_hit, answers, 0))
        is_hit &= nearness >= (self.thresholds - self.slack)[:, None]
        return float(np.minimum(is_hit.sum(axis=1), self.k).mean() / self.k)

    def _candidates(self, rows, count):
        """The rows of the base that are nearest by float32, `count` for each query (fewer where there are fewer)."""
        total = len(self.base) if rows is None else len(rows)
        count = min(count, total)
        step = max(count, BLOCK_BYTES // (4 * len(self.queries)))
        ids = np.empty((len(self.queries), 0), np.int64)
        scores = np.empty((len(self.queries), 0), np.float32)
        for start in range(0, total, step):
            numbers = np.arange(start, min(start + step, total)) if rows is None else rows[start : start + step]
            block = self.base[numbers[0] : numbers[-1] + 1] if rows is None else self.base[numbers]
            product = self.queries @ block.T
            if self.metric == "l2":
                product = 2 * product - np.einsum("ij,ij->i", block, block)[None, :]
            kept = min(count, product.shape[1])
            best = np.argpartition(-product, kept - 1, axis=1)[:, :kept]
            ids = np.hstack([ids, numbers[best]])
            scores = np.hstack([scores, np.take_along_axis(product, best, axis=1)])
            if ids.shape[1] > count:
                best = np.argpartition(-scores, count - 1, axis=1)[:, :count]
                ids = np.take_along_axis(ids, best, axis=1)
                scores = np.take_along_axis(scores, best, axis=1)
        return ids

    def _nearness(self, ids):
        """Inner products, or negated squared distances, in float64."""
        nearness = np.empty(ids.shape)
        for start in range(0, len(ids), 256):
            vectors = self.base[ids[start : start + 256]].astype(np.float64)
            queries = self.queries[start : start + 256].astype(np.float64)
            if self.metric == "l2":
                vectors -= queries[:, None, :]
                nearness[start : start + 256] = -np.einsum("ijk,ijk->ij", vectors, vectors)
            else:
                nearness[start : start + 256] = np.einsum("ijk,ik->ij", vectors, queries)
        return nearness
