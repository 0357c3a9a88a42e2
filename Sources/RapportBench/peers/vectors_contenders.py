"""hnswlib, faiss, usearch and zvec behind one face, each as its own documentation says it is fastest.

Every library gets its batch call where it has one. Building is timed from the first vector to an index that can be
searched, on the threads asked for; saving is not counted.
"""

import concurrent.futures
import os
import shutil
import tempfile
import time

import numpy as np


class Contender:
    """What the peers have in common. `metric` is "ip" or "l2"."""

    def __init__(self, metric, dimension):
        self.metric, self.dimension, self.index = metric, dimension, None

    def warm_up(self):
        """Builds and searches a small index and forgets it."""
        vectors = np.random.default_rng(1).standard_normal((256, self.dimension)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "index")
            self.build(vectors, 8, 32, 2, path)
            self.close()
            self.open(path)
            self.set_search(16, 1)
            self.search(self.prepare(vectors, 10), 10, 1)
            self.close()

    def prepare(self, queries, k):
        """What `search` takes: made outside the clock."""
        return queries

    def labels(self, found):
        """Row numbers from what `search` returned: made outside the clock."""
        return found

    def admitting(self, ids):
        """The library's filter that admits `ids`, or None where its Python interface has none."""
        return None

    def passing(self, mask):
        """As `admitting`, of a mask of rows: made anew for every query, so the fastest that the library takes."""
        return None

    def close(self):
        self.index = None


class Hnswlib(Contender):
    def build(self, base, m, ef_construction, threads, path):
        import hnswlib

        start = time.perf_counter()
        self.index = hnswlib.Index(space=self.metric, dim=self.dimension)
        self.index.init_index(max_elements=len(base), M=m, ef_construction=ef_construction)
        self.index.add_items(base, num_threads=threads)
        seconds = time.perf_counter() - start
        self.index.save_index(path)
        return seconds

    def open(self, path):
        import hnswlib

        self.index = hnswlib.Index(space=self.metric, dim=self.dimension)
        self.index.load_index(path)

    def set_search(self, ef, threads):
        self.index.set_ef(ef)

    def search(self, queries, k, threads):
        return self.index.knn_query(queries, k=k, num_threads=threads)[0]

    def admitting(self, ids):
        # The fastest test that Python has for a callback: a list's own lookup.
        passes = np.zeros(self.index.get_max_elements(), bool)
        passes[ids] = True
        return passes.tolist().__getitem__

    def passing(self, mask):
        # Making a list would take longer than it saves.
        return mask.tobytes().__getitem__

    def search_filtered(self, query, k, admitted):
        try:
            return self.index.knn_query(query, k=k, num_threads=1, filter=admitted)[0][0].astype(np.int64)
        except RuntimeError:
            # It refuses to answer where it found fewer than k.
            return np.empty(0, np.int64)


class Faiss(Contender):
    def make(self, m):
        raise NotImplementedError

    def faiss_metric(self):
        import faiss

        return faiss.METRIC_INNER_PRODUCT if self.metric == "ip" else faiss.METRIC_L2

    def build(self, base, m, ef_construction, threads, path):
        import faiss

        faiss.omp_set_num_threads(threads)
        start = time.perf_counter()
        self.index = self.make(m)
        self.index.hnsw.efConstruction = ef_construction
        self.index.train(base)
        self.index.add(base)
        seconds = time.perf_counter() - start
        faiss.write_index(self.index, path)
        return seconds

    def open(self, path):
        import faiss

        self.index = faiss.read_index(path)

    def set_search(self, ef, threads):
        import faiss

        self.ef = ef
        self.index.hnsw.efSearch = ef
        faiss.omp_set_num_threads(threads)

    def search(self, queries, k, threads):
        return self.index.search(queries, k)[1]

    def admitting(self, ids):
        import faiss

        # The parameters refer to the selector and do not own it.
        self.selector = faiss.IDSelectorBatch(ids)
        return faiss.SearchParametersHNSW(sel=self.selector, efSearch=self.ef)

    def passing(self, mask):
        import faiss

        self.selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        return faiss.SearchParametersHNSW(sel=self.selector, efSearch=self.ef)

    def search_filtered(self, query, k, admitted):
        return self.index.search(query, k, params=admitted)[1][0]


class FaissFlat(Faiss):
    def make(self, m):
        import faiss

        return faiss.IndexHNSWFlat(self.dimension, m, self.faiss_metric())


class FaissSQ8(Faiss):
    def make(self, m):
        import faiss

        return faiss.IndexHNSWSQ(self.dimension, faiss.ScalarQuantizer.QT_8bit, m, self.faiss_metric())


class Usearch(Contender):
    dtype = None

    def make(self, m, ef_construction):
        from usearch.index import Index

        metric = "ip" if self.metric == "ip" else "l2sq"
        return Index(
            ndim=self.dimension, metric=metric, dtype=self.dtype, connectivity=m, expansion_add=ef_construction
        )

    def build(self, base, m, ef_construction, threads, path):
        start = time.perf_counter()
        self.index = self.make(m, ef_construction)
        self.index.add(np.arange(len(base)), base, threads=threads)
        seconds = time.perf_counter() - start
        self.index.save(path)
        return seconds

    def open(self, path):
        from usearch.index import Index

        self.index = Index.restore(path, view=False)

    def set_search(self, ef, threads):
        self.index.expansion_search = ef

    def search(self, queries, k, threads):
        return self.index.search(queries, k, threads=threads).keys

    def labels(self, found):
        # Places beyond what was found hold the largest key.
        return np.asarray(found).astype(np.int64)


class UsearchF16(Usearch):
    dtype = "f16"


class UsearchI8(Usearch):
    dtype = "i8"


class Zvec(Contender):
    quantize = None
    is_started = False

    def start(self):
        import zvec

        if not Zvec.is_started:
            zvec.init(log_level=zvec.LogLevel.ERROR, query_threads=1, optimize_threads=2)
            Zvec.is_started = True
        return zvec

    def build(self, base, m, ef_construction, threads, path):
        zvec = self.start()
        metric = zvec.MetricType.IP if self.metric == "ip" else zvec.MetricType.L2
        options = {"quantize_type": getattr(zvec.QuantizeType, self.quantize)} if self.quantize else {}
        graph = zvec.HnswIndexParam(
            metric_type=metric, m=m, ef_construction=ef_construction, use_contiguous_memory=True, **options
        )
        vector = zvec.VectorSchema(
            "v", zvec.DataType.VECTOR_FP32, self.dimension, index_param=zvec.FlatIndexParam(metric_type=metric)
        )
        shutil.rmtree(path, ignore_errors=True)
        self.index = zvec.create_and_open(path, zvec.CollectionSchema(name="v", vectors=vector))
        for start in range(0, len(base), 1000):
            rows = range(start, min(start + 1000, len(base)))
            statuses = self.index.insert([zvec.Doc(id=str(row), vectors={"v": base[row]}) for row in rows])
            if not all(status.ok() for status in statuses):
                raise RuntimeError(f"zvec refused vectors from row {start}")
        self.index.flush()
        # Storing documents is not building a graph; only this is counted.
        start = time.perf_counter()
        self.index.create_index("v", graph, zvec.IndexOption(concurrency=threads))
        self.index.optimize(zvec.OptimizeOption(concurrency=threads))
        seconds = time.perf_counter() - start
        return seconds

    def open(self, path):
        zvec = self.start()
        self.index = zvec.open(path, zvec.CollectionOption(read_only=True, enable_mmap=True))

    def set_search(self, ef, threads):
        self.ef = ef

    def prepare(self, queries, k):
        import zvec
        from zvec.executor import QueryContext

        # There is no batch call; what `Collection.query_internal_ids` builds for each query is built beforehand.
        parameters = zvec.HnswQueryParam(ef=self.ef, is_using_refiner=self.quantize is not None)
        built = []
        for vector in queries:
            query = zvec.Query("v", vector=vector, param=parameters)
            context = QueryContext(topk=k, queries=[query])
            built.append(self.index._querier._build_search_query(context, query, self.index._obj))
        return built

    def search(self, built, k, threads):
        query_ids = self.index._obj.QueryInternalIds
        if threads == 1:
            return [query_ids(query, False) for query in built]
        parts = np.array_split(np.arange(len(built)), threads)
        with concurrent.futures.ThreadPoolExecutor(threads) as pool:
            found = pool.map(lambda part: [query_ids(built[row], False) for row in part], parts)
            return [ids for part in found for ids in part]

    def labels(self, found):
        names = [self.index.resolve_internal_ids(ids) for ids in found]
        return np.array([[-1 if name is None else int(name) for name in row] for row in names], np.int64)

    def close(self):
        if self.index is not None:
            self.index.close()
        self.index = None


class ZvecInt8(Zvec):
    """Walks int8 codes and rescores with the float vectors."""

    quantize = "INT8"


class BruteForce(Contender):
    """A matrix product over the rows that pass: the peer of filtered searches."""

    def open(self, path):
        from vectors_files import load_vectors

        self.index = load_vectors(path)

    def warm_up(self):
        pass

    def set_search(self, ef, threads):
        # OPENBLAS_NUM_THREADS of this process says how many threads there are.
        pass

    def admitting(self, ids):
        rows = np.ascontiguousarray(self.index[ids])
        squares = np.einsum("ij,ij->i", rows, rows) if self.metric == "l2" else None
        return ids, rows, squares

    def passing(self, mask):
        return self.admitting(np.flatnonzero(mask))

    def search_filtered(self, query, k, admitted):
        ids, rows, squares = admitted
        scores = rows @ query[0]
        if squares is not None:
            scores = 2 * scores - squares
        if len(ids) > k:
            best = np.argpartition(-scores, k - 1)[:k]
            return ids[best[np.argsort(-scores[best])]]
        return ids[np.argsort(-scores)]


CONTENDERS = {
    "hnswlib": Hnswlib,
    "faiss-flat": FaissFlat,
    "faiss-sq8": FaissSQ8,
    "usearch-f16": UsearchF16,
    "usearch-i8": UsearchI8,
    "zvec": Zvec,
    "zvec-int8": ZvecInt8,
    "brute-force": BruteForce,
}
