-- What a language model made of a report's sentences and cluster names.

-- By what it was asked: the sentence without its figures, the prompt's version and the model. It belongs to no pair:
-- a cluster's name follows from words that many fans use, so forgetting any of them empties it.
CREATE TABLE wordings (
    content_hash BLOB    PRIMARY KEY,
    maker        TEXT    NOT NULL, -- the language model's identifier, and the version of the prompt
    wording      TEXT    NOT NULL, -- what it answered, also where that was refused; empty where it left the text out
    made_at      INTEGER NOT NULL
) STRICT;

-- The ledger with one more purpose, which a check cannot be given without another table.
ALTER TABLE llm_calls RENAME TO llm_calls_before;

CREATE TABLE llm_calls (
    call_id         INTEGER PRIMARY KEY,
    started_at      INTEGER NOT NULL,
    purpose         TEXT    NOT NULL CHECK (purpose IN ('profile', 'suggest', 'report')),
    maker           TEXT    NOT NULL,
    outcome         TEXT    NOT NULL, -- 'done', 'cached', or the kind of failure
    items           INTEGER NOT NULL, -- pairs or sentences that were asked about together; 0 where it was asked again
    requests        INTEGER NOT NULL, -- HTTP requests that were answered
    input_tokens    INTEGER NOT NULL, -- of 'cached': what was not sent again
    output_tokens   INTEGER NOT NULL,
    is_estimated    INTEGER NOT NULL, -- the provider did not count
    cost_usd        REAL    NOT NULL,
    latency_seconds REAL    NOT NULL
) STRICT;

INSERT INTO llm_calls SELECT * FROM llm_calls_before;
DROP TABLE llm_calls_before;
CREATE INDEX llm_calls_by_time ON llm_calls (started_at);
