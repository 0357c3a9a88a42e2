-- The store of Rapport: SQLite is the truth, everything else is derived from it.
-- Times are whole nanoseconds since 1970-01-01T00:00:00 UTC. Money is USD. Ids of conversations and
-- stages are 16 hex digits that follow from what they name, the same in every store.

-- One fan with one model: the unit of everything.
CREATE TABLE pairs (
    pair_id        INTEGER PRIMARY KEY,
    fan_id         TEXT    NOT NULL,
    model_name     TEXT    NOT NULL,
    first_at       INTEGER NOT NULL DEFAULT 0,
    last_at        INTEGER NOT NULL DEFAULT 0,
    message_count  INTEGER NOT NULL DEFAULT 0,
    offers         INTEGER NOT NULL DEFAULT 0,
    purchases      INTEGER NOT NULL DEFAULT 0,
    revenue        REAL    NOT NULL DEFAULT 0,
    success_rate   REAL    GENERATED ALWAYS AS (CASE WHEN offers > 0 THEN CAST(purchases AS REAL) / offers END) VIRTUAL,
    UNIQUE (model_name, fan_id)
) STRICT;

CREATE INDEX pairs_by_time ON pairs (last_at);

-- The rows of the logs: a fan's message and the chatter's answer. Texts are the original ones.
CREATE TABLE log_rows (
    row_id          INTEGER PRIMARY KEY,
    row_key         BLOB    NOT NULL UNIQUE,
    pair_id         INTEGER NOT NULL REFERENCES pairs (pair_id),
    datetime        INTEGER NOT NULL,
    chatter_name    TEXT    NOT NULL,
    fan_message     TEXT    NOT NULL,
    chatter_message TEXT    NOT NULL,
    price           REAL    NOT NULL,
    purchased       INTEGER NOT NULL,
    tips            REAL    NOT NULL,
    revenue         REAL    NOT NULL,
    is_turn         INTEGER NOT NULL, -- the fan message is not blank
    has_answer      INTEGER NOT NULL, -- the chatter message is not blank
    conversation_id TEXT    NOT NULL,
    stage           INTEGER NOT NULL
) STRICT;

CREATE INDEX log_rows_by_pair ON log_rows (pair_id, datetime, row_id);

-- Rows of one pair with no gap over four hours.
CREATE TABLE conversations (
    conversation_id       TEXT    PRIMARY KEY,
    record_id             INTEGER NOT NULL UNIQUE, -- the 64 bits of conversation_id, as vectors name it
    pair_id               INTEGER NOT NULL REFERENCES pairs (pair_id),
    fan_id                TEXT    NOT NULL,
    model_name            TEXT    NOT NULL,
    started_at            INTEGER NOT NULL,
    ended_at              INTEGER NOT NULL,
    first_row_id          INTEGER NOT NULL,
    last_row_id           INTEGER NOT NULL,
    message_count         INTEGER NOT NULL,
    fan_message_count     INTEGER NOT NULL,
    chatter_message_count INTEGER NOT NULL,
    offers                INTEGER NOT NULL,
    purchases             INTEGER NOT NULL,
    revenue               REAL    NOT NULL,
    success_rate          REAL    GENERATED ALWAYS AS (CASE WHEN offers > 0 THEN CAST(purchases AS REAL) / offers END) VIRTUAL
) STRICT;

CREATE INDEX conversations_by_pair ON conversations (pair_id, started_at);

-- The stages of a pair: 1 up to the first sale, 2 up to the last, 3 after it.
CREATE TABLE stages (
    stage_id              TEXT    PRIMARY KEY,
    record_id             INTEGER NOT NULL UNIQUE, -- the 64 bits of stage_id, as vectors name it
    pair_id               INTEGER NOT NULL REFERENCES pairs (pair_id),
    fan_id                TEXT    NOT NULL,
    model_name            TEXT    NOT NULL,
    stage                 INTEGER NOT NULL CHECK (stage IN (1, 2, 3)),
    started_at            INTEGER NOT NULL,
    ended_at              INTEGER NOT NULL,
    first_row_id          INTEGER NOT NULL,
    last_row_id           INTEGER NOT NULL,
    message_count         INTEGER NOT NULL,
    fan_message_count     INTEGER NOT NULL,
    chatter_message_count INTEGER NOT NULL,
    offers                INTEGER NOT NULL,
    purchases             INTEGER NOT NULL,
    revenue               REAL    NOT NULL,
    success_rate          REAL    GENERATED ALWAYS AS (CASE WHEN offers > 0 THEN CAST(purchases AS REAL) / offers END) VIRTUAL,
    UNIQUE (pair_id, stage)
) STRICT;

-- Keyword search over the rows' texts; holds the index only, the texts stay in log_rows.
CREATE VIRTUAL TABLE row_texts USING fts5 (
    fan_message, chatter_message, content = 'log_rows', content_rowid = 'row_id', tokenize = 'unicode61 remove_diacritics 2'
);

-- An embedder with a version of the text templates. Two generations never mix in one graph.
CREATE TABLE generations (
    generation_id    INTEGER PRIMARY KEY,
    embedder         TEXT    NOT NULL,
    template_version INTEGER NOT NULL,
    dimension        INTEGER NOT NULL,
    is_active        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (embedder, template_version, dimension)
) STRICT;

-- The cache of vectors by content; `vector` holds float32, little-endian.
CREATE TABLE embeddings (
    embedding_id  INTEGER PRIMARY KEY,
    generation_id INTEGER NOT NULL REFERENCES generations (generation_id),
    content_hash  BLOB    NOT NULL,
    vector        BLOB    NOT NULL,
    UNIQUE (generation_id, content_hash)
) STRICT;

-- Which record has which vector. `record_id` is a turn's row_id, or that of the conversation or stage.
-- `vector_name` is text (Method A) or profiled (Method B).
CREATE TABLE vectors (
    generation_id INTEGER NOT NULL REFERENCES generations (generation_id),
    collection    TEXT    NOT NULL CHECK (collection IN ('turns', 'conversations', 'stages')),
    vector_name   TEXT    NOT NULL CHECK (vector_name IN ('text', 'profiled')),
    record_id     INTEGER NOT NULL,
    pair_id       INTEGER NOT NULL,
    embedding_id  INTEGER NOT NULL REFERENCES embeddings (embedding_id),
    PRIMARY KEY (generation_id, collection, vector_name, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX vectors_by_pair ON vectors (pair_id);
CREATE INDEX vectors_by_embedding ON vectors (embedding_id);

-- What the graphs have to apply, in order; written in the same transaction as the change itself.
CREATE TABLE operations (
    sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
    generation_id INTEGER NOT NULL,
    collection    TEXT    NOT NULL,
    vector_name   TEXT    NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind IN ('upsert', 'attributes', 'delete')),
    record_id     INTEGER NOT NULL
) STRICT;

CREATE INDEX operations_by_graph ON operations (generation_id, collection, vector_name, sequence);

-- What each ingest read, as its report.
CREATE TABLE ingests (
    ingest_id   INTEGER PRIMARY KEY,
    finished_at INTEGER NOT NULL,
    file        TEXT    NOT NULL,
    report      TEXT    NOT NULL
) STRICT;
