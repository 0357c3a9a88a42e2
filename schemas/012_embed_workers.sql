-- Several processes embed one store: which texts each of them has taken, so that none is embedded twice.
-- Both tables are about this moment. Forgetting a person empties them: whose a text is, its hash does not say.

-- A worker, and until when others leave its texts to it. Who takes them over deletes the row, in the transaction in
-- which he takes them, and the number never comes again: so a worker that slept knows that it writes no more.
CREATE TABLE embed_workers (
    worker_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    token      BLOB    NOT NULL, -- random: in a restored store numbers do come again
    expires_at INTEGER NOT NULL  -- the worker moves it on while it lives
) STRICT;

-- A text that is being embedded, by the hash of what it says: records that say the same are embedded once.
CREATE TABLE embed_claims (
    generation_id INTEGER NOT NULL REFERENCES generations (generation_id),
    content_hash  BLOB    NOT NULL,
    worker_id     INTEGER NOT NULL REFERENCES embed_workers (worker_id) ON DELETE CASCADE,
    PRIMARY KEY (generation_id, content_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX embed_claims_by_worker ON embed_claims (worker_id);
