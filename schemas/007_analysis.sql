-- Analyses that were run: clusterings and projections of vectors, and what they gave each record.

-- A run belongs to one generation of vectors. It holds no vector: centroids are means of its records' vectors.
CREATE TABLE runs (
    run_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT    NOT NULL CHECK (kind IN ('kmeans', 'pca', 'umap')),
    name          TEXT    UNIQUE,           -- what a user called it; null for most
    collection    TEXT    NOT NULL CHECK (collection IN ('turns', 'conversations', 'stages')),
    vector_name   TEXT    NOT NULL CHECK (vector_name IN ('text', 'profiled')),
    generation_id INTEGER NOT NULL REFERENCES generations (generation_id),
    filter        TEXT,                     -- which records; null for all
    parameters    TEXT    NOT NULL,         -- JSON
    seed          INTEGER NOT NULL,
    metrics       TEXT    NOT NULL,         -- JSON
    is_current    INTEGER NOT NULL,         -- gives the attribute `cluster`: one clustering a collection and generation
    created_at    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX runs_current ON runs (collection, generation_id) WHERE is_current = 1;

-- The cluster of each record, from 0 by size. A record that changes loses it: it is another vector.
CREATE TABLE run_clusters (
    run_id    INTEGER NOT NULL REFERENCES runs (run_id),
    record_id INTEGER NOT NULL,
    pair_id   INTEGER NOT NULL,
    cluster   INTEGER NOT NULL,
    PRIMARY KEY (run_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_clusters_by_pair ON run_clusters (pair_id);

-- The place of each record in a projection.
CREATE TABLE run_points (
    run_id    INTEGER NOT NULL REFERENCES runs (run_id),
    record_id INTEGER NOT NULL,
    pair_id   INTEGER NOT NULL,
    x         REAL    NOT NULL,
    y         REAL    NOT NULL,
    z         REAL,                         -- null in two dimensions
    PRIMARY KEY (run_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_points_by_pair ON run_points (pair_id);
