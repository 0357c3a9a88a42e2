"""The peers of `RapportBench vectors`, one long-lived process for each index that is open.

Usage: vectors_peer.py
Each line of standard input is one JSON object with an "operation"; each is answered with one line: what it
measured, or {"error": "..."}. All times are taken here, around the library's own call, with as many threads as asked.

  build     base, metric, m, ef_construction, threads, index -> seconds, bytes (on disk)
  open      index, queries, metric                           -> seconds, data_pss (before opening)
  search    k, ef, threads, answers (optional)               -> seconds
  memory    queries, k, ef                                   -> data_pss, pss
  filtered  pass_ids, k, ef, answers                         -> prepare_seconds, median_seconds, seconds
  truth     base, queries, metric, k, pass_ids (optional)    -> seconds
  recall    answers, k                                       -> recall
  columns   base, queries, metric, k, columns, query_count, strength -> seconds
  cell      correlation, matches                             -> ranges
  cell_recall answers, k                                     -> recall
  sweep     columns, correlation, ranges, k, ef, repeats, limit_seconds, answers -> median_seconds, answered

`contender` says who; `truth`, `recall`, `columns` and `cell` belong to the contender "exact". `columns` is a folder
with a column for each query, or one for all; a sweep evaluates the range on it and searches, both timed. Answers are int64 row numbers, `k` for each
query, -1 where none was found.
"""

import collections
import ctypes
import gc
import json
import sys
import time

import numpy as np

from filters_truth import FilterTruth
from vectors_contenders import CONTENDERS
from vectors_files import disk_bytes, load_ids, load_vectors, map_vectors
from vectors_truth import Truth


def pss():
    """Bytes of this process in memory, mapped files counted, shared pages by their share."""
    with open("/proc/self/smaps_rollup") as rollup:
        return sum(int(line.split()[1]) << 10 for line in rollup if line.startswith("Pss:"))


def data_pss():
    """As pss, without programs and libraries: the share of their pages changes whenever another process that uses them
    begins or ends. Memory that was given back to the allocator is given back to the system first."""
    ctypes.CDLL(None).malloc_trim(0)
    total, of_file, programs, path = 0, collections.Counter(), set(), ""
    with open("/proc/self/smaps") as mappings:
        for line in mappings:
            fields = line.rstrip("\n").split(None, 5)
            if fields[0] == "Pss:":
                total += int(fields[1]) << 10
                of_file[path] += int(fields[1]) << 10
            elif len(fields) >= 5 and "-" in fields[0]:
                path = fields[5] if len(fields) == 6 else ""
                if path.startswith("/") and "x" in fields[1]:
                    programs.add(path)
    return total - sum(of_file[path] for path in programs)


class Peer:
    def __init__(self):
        self.contender = None
        self.truth_of = None

    def build(self, request):
        base = load_vectors(request["base"])
        contender = CONTENDERS[request["contender"]](request["metric"], base.shape[1])
        seconds = contender.build(
            base, request["m"], request["ef_construction"], request["threads"], request["index"]
        )
        contender.close()
        return {"seconds": seconds, "bytes": disk_bytes(request["index"])}

    def open(self, request):
        queries = load_vectors(request["queries"])
        self.contender = CONTENDERS[request["contender"]](request["metric"], queries.shape[1])
        # Code, pools and threads are not the index: a small one brings them in before memory is read.
        self.contender.warm_up()
        self.queries = queries
        gc.collect()
        before = data_pss()
        start = time.perf_counter()
        self.contender.open(request["index"])
        return {"seconds": time.perf_counter() - start, "data_pss": before}

    def search(self, request):
        self.contender.set_search(request["ef"], request["threads"])
        prepared = self.contender.prepare(self.queries, request["k"])
        start = time.perf_counter()
        found = self.contender.search(prepared, request["k"], request["threads"])
        seconds = time.perf_counter() - start
        if request.get("answers"):
            self.contender.labels(found).astype(np.int64).tofile(request["answers"])
        return {"seconds": seconds}

    def memory(self, request):
        queries = load_vectors(request["queries"])
        self.contender.set_search(request["ef"], 1)
        prepared = self.contender.prepare(queries, request["k"])
        self.contender.search(prepared, request["k"], 1)
        del prepared, queries
        gc.collect()
        return {"data_pss": data_pss(), "pss": pss()}

    def filtered(self, request):
        ids = load_ids(request["pass_ids"])
        self.contender.set_search(request["ef"], 1)
        start = time.perf_counter()
        admitted = self.contender.admitting(ids)
        prepare_seconds = time.perf_counter() - start
        if admitted is None:
            return {"unsupported": True}
        answers = np.full((len(self.queries), request["k"]), -1, np.int64)
        times = np.empty(len(self.queries))
        for row, query in enumerate(self.queries):
            start = time.perf_counter()
            found = self.contender.search_filtered(query[None, :], request["k"], admitted)
            times[row] = time.perf_counter() - start
            answers[row, : len(found)] = found
        answers.tofile(request["answers"])
        return {
            "prepare_seconds": prepare_seconds,
            "median_seconds": float(np.median(times)),
            "seconds": float(times.sum()),
        }

    def columns(self, request):
        start = time.perf_counter()
        queries = load_vectors(request["queries"])[: request["query_count"]]
        self.truth_of = FilterTruth(
            map_vectors(request["base"]), queries, request["metric"], request["k"], request["strength"]
        )
        self.truth_of.write(request["columns"])
        return {"seconds": time.perf_counter() - start}

    def cell(self, request):
        return {"ranges": self.truth_of.cell(request["correlation"], request["matches"])}

    def cell_recall(self, request):
        answers = np.fromfile(request["answers"], np.int64).reshape(-1, request["k"])
        return {"recall": float(np.mean(self.truth_of.recall_of_each(answers)))}

    def sweep(self, request):
        self.contender.set_search(request["ef"], 1)
        name = "apart" if request["correlation"] == "apart" else "along"
        columns = np.load(f"{request['columns']}/{name}.npy", mmap_mode="r")
        answers, times = [], []
        began = time.perf_counter()
        for row, (low, high) in enumerate(request["ranges"]):
            column = np.array(columns[row if len(columns) > 1 else 0])
            query = self.queries[row][None, :]
            best = float("inf")
            for _ in range(request["repeats"]):
                start = time.perf_counter()
                admitted = self.contender.passing(column <= high if low <= -1e300 else column >= low)
                if admitted is None:
                    return {"unsupported": True}
                found = self.contender.search_filtered(query, request["k"], admitted)
                best = min(best, time.perf_counter() - start)
            times.append(best)
            answers.append(np.append(found, np.full(request["k"], -1))[: request["k"]].astype(np.int64))
            if time.perf_counter() - began > request["limit_seconds"]:
                break
        np.array(answers).tofile(request["answers"])
        return {"median_seconds": float(np.median(times)), "answered": len(times)}

    def truth(self, request):
        start = time.perf_counter()
        ids = load_ids(request["pass_ids"]) if request.get("pass_ids") else None
        self.truth_of = Truth(
            map_vectors(request["base"]), load_vectors(request["queries"]), request["metric"], request["k"], ids
        )
        return {"seconds": time.perf_counter() - start}

    def recall(self, request):
        answers = np.fromfile(request["answers"], np.int64).reshape(-1, request["k"])
        return {"recall": self.truth_of.recall(answers)}


def main():
    # What libraries print must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    peer = Peer()
    operations = {
        name: getattr(peer, name)
        for name in (
            "build", "open", "search", "memory", "filtered", "truth", "recall", "columns", "cell", "cell_recall", "sweep"
        )
    }
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = operations[request["operation"]](request)
        except Exception as error:  # noqa: BLE001 - the benchmark shows it and stops
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
