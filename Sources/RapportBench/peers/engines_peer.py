"""The servers of `RapportBench engines` that are asked from Python, by clients that are processes of their own.

Usage: engines_peer.py
Each line of standard input is one JSON object; each is answered with one line: what it measured, or {"error": "..."}.
`contender` says who: chroma-server (started here, its data in `folder`) or pgvector-sql (at `url`).

  load  base, parts                                            -> seconds, bytes (Chroma's resident, pgvector's relations)
  run   queries, k, ef, limit, clients, count, least_seconds, limit_seconds, answers, latencies -> seconds

`limit` admits records whose part is below; null admits all. Latencies are float64 seconds, around the library's own
call with what Python prepares for it made beforehand. Of one client the answers are int64 ids, `k` for each search, -1
where none was found.
"""

import json
import multiprocessing
import os
import socket
import subprocess
import sys
import time

import numpy as np

from vectors_files import load_ids, load_vectors, map_vectors


class Chroma:
    def __init__(self, request):
        import chromadb

        self.chromadb = chromadb
        self.port = None

    def load(self, request):
        self.start(request["folder"])
        client = self.client()
        base, parts = map_vectors(request["base"]), load_ids(request["parts"])
        before = self.resident()
        start = time.perf_counter()
        hnsw = {"space": "ip", "max_neighbors": 16, "ef_construction": 200, "num_threads": os.cpu_count()}
        collection = client.create_collection("turns", configuration={"hnsw": hnsw}, embedding_function=None)
        for first in range(0, len(base), 2_000):
            last = min(first + 2_000, len(base))
            collection.add(
                ids=[str(row) for row in range(first, last)],
                embeddings=np.array(base[first:last]),
                metadatas=[{"part": int(part)} for part in parts[first:last]],
            )
        # What the graph has not taken yet it takes now.
        collection.query(query_embeddings=[np.array(base[0])], n_results=1, include=[])
        return {"seconds": time.perf_counter() - start, "bytes": self.resident() - before}

    def start(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        program = os.path.join(os.path.dirname(sys.executable), "chroma")
        words = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(self.port)]
        # It tells of every request.
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(words, env=dict(os.environ, ANONYMIZED_TELEMETRY="False"), **quiet)
        while True:
            try:
                return self.client().heartbeat()
            except Exception:  # noqa: BLE001 - it is not there yet
                if self.server.poll() is not None:
                    raise RuntimeError("chroma run ended")
                time.sleep(0.1)

    def client(self):
        settings = self.chromadb.Settings(anonymized_telemetry=False)
        return self.chromadb.HttpClient("127.0.0.1", self.port, settings=settings)

    def resident(self):
        with open(f"/proc/{self.server.pid}/smaps_rollup") as rollup:
            return sum(int(line.split()[1]) << 10 for line in rollup if line.startswith("Pss:"))

    def prepare(self, request):
        """Once before the clients of a run."""
        collection = self.client().get_collection("turns", embedding_function=None)
        collection.modify(configuration={"hnsw": {"ef_search": request["ef"]}})

    def connect(self, request):
        self.collection = self.client().get_collection("turns", embedding_function=None)
        limit = request.get("limit")
        self.where = None if limit is None else {"part": {"$lt": limit}}

    def ready(self, query):
        return [query]

    def search(self, query, k):
        found = self.collection.query(query_embeddings=query, n_results=k, where=self.where, include=[])
        return [int(label) for label in found["ids"][0]]

    def stop(self):
        if self.port is not None:
            # It waits for its clients' connections otherwise, and nothing of it is kept.
            self.server.kill()
            self.server.wait()


class PgVectorSQL:
    """As one writes it by hand: a table, an HNSW index, an index of the column, prepared statements."""

    def __init__(self, request):
        import psycopg

        self.psycopg = psycopg
        self.url = request["url"]

    def load(self, request):
        base, parts = map_vectors(request["base"]), load_ids(request["parts"])
        dimension = base.shape[1]
        row = np.dtype(
            [
                ("fields", ">i2"), ("id_size", ">i4"), ("id", ">i8"), ("size", ">i4"), ("dimension", ">i2"),
                ("unused", ">i2"), ("vector", ">f4", (dimension,)), ("part_size", ">i4"), ("part", ">i4"),
            ]
        )  # fmt: skip
        with self.psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
            connection.execute("DROP TABLE IF EXISTS bench_turns")
            start = time.perf_counter()
            connection.execute(f"CREATE TABLE bench_turns (id bigint, embedding vector({dimension}), part integer)")
            sql = "COPY bench_turns (id, embedding, part) FROM STDIN (FORMAT binary)"
            with connection.cursor().copy(sql) as copy:
                copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
                for first in range(0, len(base), 10_000):
                    block = np.zeros(min(10_000, len(base) - first), row)
                    block["fields"], block["id_size"], block["part_size"] = 3, 8, 4
                    block["id"] = np.arange(first, first + len(block))
                    block["size"], block["dimension"] = 4 + 4 * dimension, dimension
                    block["vector"] = base[first : first + len(block)]
                    block["part"] = parts[first : first + len(block)]
                    copy.write(block.tobytes())
                copy.write(b"\xff\xff")
            connection.execute(
                "CREATE INDEX ON bench_turns USING hnsw (embedding vector_ip_ops) WITH (m = 16, ef_construction = 200)"
            )
            connection.execute("CREATE INDEX ON bench_turns (part)")
            connection.execute("VACUUM ANALYZE bench_turns")
            seconds = time.perf_counter() - start
            (size,) = connection.execute("SELECT pg_total_relation_size('bench_turns')").fetchone()
        return {"seconds": seconds, "bytes": size}

    def prepare(self, request):
        pass

    def connect(self, request):
        self.connection = self.psycopg.connect(self.url, autocommit=True, prepare_threshold=0)
        self.connection.execute(f"SET hnsw.ef_search = {int(request['ef'])}")
        self.connection.execute("SET hnsw.iterative_scan = strict_order")
        self.limit = request.get("limit")
        condition = "" if self.limit is None else "WHERE part < %s"
        self.sql = f"SELECT id FROM bench_turns {condition} ORDER BY embedding <#> %s::vector LIMIT %s"

    def ready(self, query):
        return "[" + ",".join(repr(float(component)) for component in query) + "]"

    def search(self, query, k):
        parameters = (query, k) if self.limit is None else (self.limit, query, k)
        return [row[0] for row in self.connection.execute(self.sql, parameters).fetchall()]

    def stop(self):
        pass


def client(contender, request, number, barrier, results):
    """One client's searches, timed; what they found is sent back where it is the only one."""
    try:
        contender.connect(request)
        queries = [contender.ready(query) for query in load_vectors(request["queries"])]
        k, count, clients = request["k"], request["count"], request["clients"]
        for query in queries[:5]:
            contender.search(query, k)
        barrier.wait()
        latencies, answers = [], []
        start = time.monotonic()
        index, begun = number, start
        while (index < count or begun - start < request["least_seconds"]) and begun - start <= request["limit_seconds"]:
            found = contender.search(queries[index % len(queries)], k)
            end = time.monotonic()
            latencies.append(end - begun)
            if clients == 1 and index < count:
                answers.append((found + [-1] * k)[:k])
            index, begun = index + clients, time.monotonic()
        results.put((start, time.monotonic(), latencies, answers))
    except Exception as error:  # noqa: BLE001 - told to the parent
        barrier.abort()
        results.put(f"{type(error).__name__}: {error}")


def run(contender, request):
    contender.prepare(request)
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(request["clients"]), context.Queue()
    clients = [
        context.Process(target=client, args=(contender, request, number, barrier, results))
        for number in range(request["clients"])
    ]
    for process in clients:
        process.start()
    found = [results.get() for _ in clients]
    for process in clients:
        process.join()
    failures = [result for result in found if isinstance(result, str)]
    if failures:
        raise RuntimeError(next((text for text in failures if "BrokenBarrier" not in text), failures[0]))
    np.concatenate([np.array(latencies) for _, _, latencies, _ in found]).tofile(request["latencies"])
    np.array([answer for _, _, _, answers in found for answer in answers], np.int64).tofile(request["answers"])
    return {"seconds": max(end for _, end, _, _ in found) - min(start for start, _, _, _ in found)}


def main():
    # What libraries print must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    contender = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if contender is None:
                contender = {"chroma-server": Chroma, "pgvector-sql": PgVectorSQL}[request["contender"]](request)
            answer = contender.load(request) if request["operation"] == "load" else run(contender, request)
        except Exception as error:  # noqa: BLE001 - the benchmark shows it and stops
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)
    if contender is not None:
        contender.stop()


if __name__ == "__main__":
    main()
