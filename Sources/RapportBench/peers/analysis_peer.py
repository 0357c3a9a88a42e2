"""scikit-learn's k-means and umap-learn, as the peers of `RapportBench analysis`.

Usage: analysis_peer.py BASE.npy THREADS
Each line of standard input is answered with one line of JSON:

  kmeans K RESTARTS SEED   -> {"seconds", "inertia"}: KMeans(k, n_init=restarts), Lloyd's, its default
  umap NEIGHBOURS PLACES   -> {"seconds"}: UMAP(n_neighbors), its defaults, two dimensions, without a seed so that it
                              runs on all threads; float32 places go to the file PLACES

What numba compiles is compiled on the first 5,000 rows before anything is timed: from 4,096 on umap-learn takes the
same way as for many.
"""

import json
import os
import sys
import time
import warnings


def main():
    path, threads = sys.argv[1:]
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = threads
    warnings.filterwarnings("ignore")
    import numpy as np
    from sklearn.cluster import KMeans

    rows = np.load(path)
    warm = False
    print(json.dumps({"ready": len(rows)}), flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "kmeans":
            k, restarts, seed = map(int, words[1:])
            start = time.perf_counter()
            model = KMeans(k, n_init=restarts, random_state=seed).fit(rows)
            answer = {"seconds": time.perf_counter() - start, "inertia": float(model.inertia_)}
        else:
            import umap

            neighbours, places = int(words[1]), words[2]
            if not warm:
                umap.UMAP(n_neighbors=neighbours, n_jobs=int(threads)).fit_transform(rows[:5000])
                warm = True
            start = time.perf_counter()
            laid = umap.UMAP(n_neighbors=neighbours, n_jobs=int(threads)).fit_transform(rows)
            answer = {"seconds": time.perf_counter() - start}
            laid.astype("<f4").tofile(places)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
