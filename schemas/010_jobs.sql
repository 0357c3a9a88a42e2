-- Long work that was asked for over the API, and the files that were sent for it.

-- A file that was uploaded. Its bytes lie in the store's folder `uploads` until a job has loaded them.
CREATE TABLE uploads (
    upload_id       TEXT    PRIMARY KEY,   -- 16 hex digits, random
    name            TEXT    NOT NULL,      -- a label for people, never a path
    bytes           INTEGER NOT NULL,
    content_hash    BLOB    NOT NULL,      -- SHA-256
    created_at      INTEGER NOT NULL,
    is_removed      INTEGER NOT NULL DEFAULT 0, -- the bytes are gone, since a job has loaded them or nobody used them
    idempotency_key TEXT    UNIQUE         -- by which the request that sent it counts once
) STRICT;

-- A job belongs to no pair. One that names a fan, in a filter or in a result, goes when he is forgotten.
CREATE TABLE jobs (
    job_id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL CHECK (kind IN ('ingest', 'embed', 'profile', 'cluster')),
    parameters      TEXT    NOT NULL,      -- JSON
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    is_cancelled    INTEGER NOT NULL DEFAULT 0, -- somebody wants it to stop, which it does at its next batch
    starts          INTEGER NOT NULL DEFAULT 0, -- those that the process did not let end in good order, and the present one
    done            INTEGER NOT NULL DEFAULT 0,
    total           INTEGER,               -- null where it is not known
    note            TEXT    NOT NULL DEFAULT '', -- what is being done
    error           TEXT,                  -- JSON, a problem document
    result          TEXT,                  -- JSON, as the command of that name prints it
    created_at      INTEGER NOT NULL,
    started_at      INTEGER,
    ended_at        INTEGER,
    idempotency_key TEXT    UNIQUE
) STRICT;

CREATE INDEX jobs_unfinished ON jobs (state, job_id) WHERE state IN ('queued', 'running');
