-- Fan profiles, and what language models were asked for and cost.

-- What is known of a pair. `content_hash` is that of what the profile was made from: the pair's texts, the version of
-- the prompt or of the rules, and the model's name.
CREATE TABLE profiles (
    pair_id      INTEGER PRIMARY KEY REFERENCES pairs (pair_id),
    source       TEXT    NOT NULL CHECK (source IN ('llm', 'rules')),
    maker        TEXT    NOT NULL, -- the language model's identifier, or the version of the rules
    content_hash BLOB    NOT NULL,
    profile      TEXT    NOT NULL, -- schemas/profile.schema.json
    made_at      INTEGER NOT NULL
) STRICT;

-- Pairs that a language model was asked about in vain; a later success takes them out.
CREATE TABLE profile_failures (
    pair_id      INTEGER PRIMARY KEY REFERENCES pairs (pair_id),
    maker        TEXT    NOT NULL,
    content_hash BLOB    NOT NULL,
    reason       TEXT    NOT NULL, -- quotes nothing of the texts
    failed_at    INTEGER NOT NULL
) STRICT;

-- Replies of language models, by what they were asked: kept per pair, so that forgetting one removes its own.
CREATE TABLE llm_cache (
    content_hash BLOB    PRIMARY KEY,
    pair_id      INTEGER NOT NULL REFERENCES pairs (pair_id),
    maker        TEXT    NOT NULL,
    reply        TEXT    NOT NULL,
    made_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX llm_cache_by_pair ON llm_cache (pair_id);

-- The ledger: one row a call, and one for what the cache answered at a time. It holds no text and names nobody.
CREATE TABLE llm_calls (
    call_id         INTEGER PRIMARY KEY,
    started_at      INTEGER NOT NULL,
    purpose         TEXT    NOT NULL CHECK (purpose IN ('profile', 'suggest')),
    maker           TEXT    NOT NULL,
    outcome         TEXT    NOT NULL, -- 'done', 'cached', or the kind of failure
    items           INTEGER NOT NULL, -- pairs that were asked about together; 0 where it was asked again
    requests        INTEGER NOT NULL, -- HTTP requests that were answered
    input_tokens    INTEGER NOT NULL, -- of 'cached': what was not sent again
    output_tokens   INTEGER NOT NULL,
    is_estimated    INTEGER NOT NULL, -- the provider did not count
    cost_usd        REAL    NOT NULL,
    latency_seconds REAL    NOT NULL
) STRICT;

CREATE INDEX llm_calls_by_time ON llm_calls (started_at);
