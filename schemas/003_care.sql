-- What backup, restore, forget and compact keep.

-- Where backups of this store lie, so that forgetting a person can name those that hold the person.
CREATE TABLE backups (
    path       TEXT    PRIMARY KEY, -- absolute
    created_at INTEGER NOT NULL,
    sequence   INTEGER NOT NULL     -- the operation log up to here is in it
) STRICT;

-- Whom we must not know: HMAC-SHA256 of fan, NUL, model under a random key. A restored backup may bring entries
-- under a key of its own.
CREATE TABLE forgotten (
    hash_key     BLOB    NOT NULL,
    pair_hash    BLOB    NOT NULL,
    forgotten_at INTEGER NOT NULL,
    PRIMARY KEY (hash_key, pair_hash)
) STRICT, WITHOUT ROWID;

-- Deleted from the tables, perhaps still in the bytes of a file; removed once all files are written anew.
CREATE TABLE erasures (
    erasure_id INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL
) STRICT;

-- One row of numbers below which nothing may be taken up again, although what they counted is gone.
CREATE TABLE floors (
    floor_id   INTEGER PRIMARY KEY CHECK (floor_id = 1),
    operations INTEGER NOT NULL DEFAULT 0, -- the log was cut here: a graph of a lower sequence cannot follow it
    row_id     INTEGER NOT NULL DEFAULT 0, -- new rows and pairs get higher ids: an id never names another person
    pair_id    INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO floors (floor_id) VALUES (1);
