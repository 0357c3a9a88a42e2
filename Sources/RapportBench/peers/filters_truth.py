"""Filters that have something to do with a query, or nothing, and the exact answers under them."""

import numpy as np

from vectors_truth import Truth

# Larger than any value of a column; JSON knows no infinity.
WITHOUT_END = 1e300
# Rows of the base in one product.
BLOCK = 100_000


class FilterTruth(Truth):
    """Columns of random numbers, one apart from all queries and one for each query that grows with the similarity to
    it, ranges of them that so many rows satisfy, and the nearest of those rows.

    What decides is computed in float64, as `Truth` does.
    """

    def __init__(self, base, queries, metric, k, strength):
        self.base, self.queries, self.metric, self.wanted = base, queries, metric, k
        draw = np.random.default_rng(20_000)
        self.similarities = np.empty((len(queries), len(base)), np.float32)
        for start in range(0, len(base), BLOCK):
            block = base[start : start + BLOCK]
            product = queries @ block.T
            if metric == "l2":
                product = 2 * product - np.einsum("ij,ij->i", block, block)[None, :]
            self.similarities[:, start : start + BLOCK] = product
        self.apart = draw.standard_normal((1, len(base)))
        self.along = np.empty((len(queries), len(base)))
        for row, similarities in zip(self.along, self.similarities):
            noise = draw.standard_normal(len(base))
            scaled = (similarities - similarities.mean()) / similarities.std()
            row[:] = strength * scaled + np.sqrt(1 - strength**2) * noise

    def write(self, folder):
        np.save(f"{folder}/apart.npy", self.apart)
        np.save(f"{folder}/along.npy", self.along)

    def cell(self, correlation, matches):
        """For each query the range that `matches` rows satisfy; `recall` is then about these rows."""
        column = self.apart if correlation == "apart" else self.along
        total = column.shape[1]
        ranges, self.passing = [], []
        for query in range(len(self.queries)):
            values = column[query if len(column) > 1 else 0]
            place = total - matches if correlation == "along" else matches - 1
            limit = float(np.partition(values, place)[place])
            ranges.append([limit, WITHOUT_END] if correlation == "along" else [-WITHOUT_END, limit])
            self.passing.append((values >= ranges[-1][0]) & (values <= ranges[-1][1]))
        self.k = min(self.wanted, matches)
        candidates = np.array([self._best(query, self.k + self.SPARE, matches) for query in range(len(ranges))])
        nearness = self._nearness(candidates)
        self.thresholds = -np.sort(-nearness, axis=1)[:, self.k - 1]
        lengths = np.linalg.norm(self.queries.astype(np.float64), axis=1)
        self.slack = self.TOLERANCE * np.maximum(lengths, 1) * max(1.0, float(np.abs(self.thresholds).max()))
        return ranges

    def _best(self, query, count, matches):
        rows = np.flatnonzero(self.passing[query])
        similarities = self.similarities[query, rows]
        count = min(count, matches)
        return rows[np.argpartition(-similarities, count - 1)[:count]]

    def recall_of_each(self, answers):
        """The share of the k nearest matches in the answer to each of the first queries."""
        recalls = []
        for query, answer in enumerate(answers):
            found = np.unique(answer[(answer >= 0) & (answer < len(self.base))])
            found = found[self.passing[query][found]]
            vectors = self.base[found].astype(np.float64)
            wanted = self.queries[query].astype(np.float64)
            nearness = vectors @ wanted if self.metric == "ip" else -((vectors - wanted) ** 2).sum(axis=1)
            hits = int((nearness >= self.thresholds[query] - self.slack[query]).sum())
            recalls.append(min(hits, self.k) / self.k)
        return recalls
