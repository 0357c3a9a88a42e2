-- Suggestions that were shown, and what chatters did with them. No text is kept, neither a fan's nor ours.

CREATE TABLE suggestions (
    suggestion_id TEXT    PRIMARY KEY, -- 16 hex digits, random
    shown_at      INTEGER NOT NULL,
    source        TEXT    NOT NULL CHECK (source IN ('llm', 'retrieved')),
    maker         TEXT,                -- the language model's identifier; null for what chatters once wrote
    rank          INTEGER NOT NULL,    -- 1 is the one shown first
    confidence    REAL,
    text_hash     BLOB    NOT NULL,    -- SHA-256
    model_name    TEXT,                -- null where all models were searched
    chatter_name  TEXT,
    -- Who asked. Not called pair_id: when the pair is forgotten the row stays, without it, its hash and its time.
    asking_pair   INTEGER REFERENCES pairs (pair_id),
    fan_type      TEXT    NOT NULL     -- by what the pair had spent when it was shown
) STRICT, WITHOUT ROWID;

CREATE INDEX suggestions_by_pair ON suggestions (asking_pair);

-- An action of one chatter counts once.
CREATE TABLE feedback (
    suggestion_id TEXT    NOT NULL REFERENCES suggestions (suggestion_id),
    action        TEXT    NOT NULL CHECK (action IN ('shown', 'copied', 'edited', 'sent', 'thumbs_up', 'thumbs_down')),
    chatter_name  TEXT    NOT NULL,    -- empty where it is not known
    given_at      INTEGER NOT NULL,
    PRIMARY KEY (suggestion_id, action, chatter_name)
) STRICT, WITHOUT ROWID;
