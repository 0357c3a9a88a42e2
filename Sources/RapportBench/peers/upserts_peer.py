"""One peer of `RapportBench upserts`: takes batches of vectors, each acknowledged before the next is given.

Usage: upserts_peer.py REQUEST, a JSON object: contender, base (.npy), folder, batch, m, ef_construction, ef, attributes
(.json: a list of objects, one a vector). Prints one line: {"seconds", "upsert_seconds", "sync_seconds",
"search_seconds", "bytes", "peak_bytes"} or {"error"}.

A batch is acknowledged once the peer has taken it, it is on the disk, and a search for its last vector has found it.
The contenders differ in who puts it on the disk and in what is left for later:

  chroma              as it comes: it syncs SQLite's log with every batch, and its graph takes every vector
  qdrant-edge         flushed after every batch; its searches compare all vectors one by one, no graph is built
  qdrant-edge-indexed the same, and optimised at the end, which builds the graph; that time counts
"""

import json
import os
import resource
import sys
import time

import numpy as np

from vectors_files import disk_bytes, load_vectors


class Chroma:
    def __init__(self, request, dimension):
        import chromadb

        self.ef = request["ef"]
        settings = chromadb.Settings(anonymized_telemetry=False)
        self.client = chromadb.PersistentClient(request["folder"], settings=settings)
        hnsw = {
            "space": "ip",
            "max_neighbors": request["m"],
            "ef_construction": request["ef_construction"],
            "ef_search": request["ef"],
            "num_threads": 2,
        }
        self.collection = self.client.create_collection(
            "turns", configuration={"hnsw": hnsw}, embedding_function=None
        )

    def upsert(self, first, vectors, attributes):
        ids = [str(first + index) for index in range(len(vectors))]
        self.collection.upsert(ids=ids, embeddings=vectors, metadatas=attributes)

    def sync(self):
        pass

    def finish(self):
        pass

    def nearest(self, vector):
        found = self.collection.query(query_embeddings=[vector], n_results=10, include=[])
        return [int(label) for label in found["ids"][0]]


class QdrantEdge:
    is_indexed = False

    def __init__(self, request, dimension):
        import qdrant_edge

        self.edge = qdrant_edge
        self.ef = request["ef"]
        config = qdrant_edge.EdgeConfig(
            vectors={"": qdrant_edge.EdgeVectorParams(size=dimension, distance=qdrant_edge.Distance.Dot)},
            hnsw_config=qdrant_edge.HnswIndexConfig(
                request["m"], request["ef_construction"], full_scan_threshold=10, max_indexing_threads=2
            ),
        )
        os.makedirs(request["folder"], exist_ok=True)
        self.shard = qdrant_edge.EdgeShard.create(request["folder"], config)

    def upsert(self, first, vectors, attributes):
        points = [
            self.edge.Point(first + index, vector, payload)
            for index, (vector, payload) in enumerate(zip(vectors.tolist(), attributes))
        ]
        self.shard.update(self.edge.UpdateOperation.upsert_points(points))

    def sync(self):
        self.shard.flush()

    def finish(self):
        if self.is_indexed:
            self.shard.optimize()
            self.shard.flush()

    def nearest(self, vector):
        request = self.edge.QueryRequest(
            query=self.edge.Query.Nearest(vector.tolist()),
            limit=10,
            params=self.edge.SearchParams(hnsw_ef=self.ef),
        )
        return [int(hit.id) for hit in self.shard.query(request)]


class QdrantEdgeIndexed(QdrantEdge):
    is_indexed = True


CONTENDERS = {
    "chroma": Chroma,
    "qdrant-edge": QdrantEdge,
    "qdrant-edge-indexed": QdrantEdgeIndexed,
}


def run(request):
    base = load_vectors(request["base"])
    with open(request["attributes"]) as file:
        attributes = json.load(file)
    contender = CONTENDERS[request["contender"]](request, base.shape[1])
    seconds = [0.0, 0.0, 0.0]
    for first in range(0, len(base), request["batch"]):
        vectors = base[first : first + request["batch"]]
        payloads = attributes[first : first + request["batch"]]
        begin = time.perf_counter()
        contender.upsert(first, vectors, payloads)
        taken = time.perf_counter()
        contender.sync()
        synced = time.perf_counter()
        found = contender.nearest(vectors[-1])
        end = time.perf_counter()
        if first + len(vectors) - 1 not in found:
            raise ValueError(f"the search after batch {first // request['batch']} did not find its last vector")
        for index, part in enumerate((taken - begin, synced - taken, end - synced)):
            seconds[index] += part
    begin = time.perf_counter()
    contender.finish()
    seconds[1] += time.perf_counter() - begin
    return {
        "seconds": sum(seconds),
        "upsert_seconds": seconds[0],
        "sync_seconds": seconds[1],
        "search_seconds": seconds[2],
        "bytes": disk_bytes(request["folder"]),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10,
    }


if __name__ == "__main__":
    try:
        answer = run(json.loads(sys.argv[1]))
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
