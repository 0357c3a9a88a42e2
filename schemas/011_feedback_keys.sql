-- By what requests with feedback are known for a day: one that is sent again changes nothing, after a restart neither.
CREATE TABLE feedback_keys (
    asker           TEXT    NOT NULL, -- the token's name and number, or 'local'
    idempotency_key TEXT    NOT NULL,
    request_hash    BLOB    NOT NULL, -- SHA-256 of the request's body
    given_at        INTEGER NOT NULL,
    PRIMARY KEY (asker, idempotency_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX feedback_keys_by_time ON feedback_keys (given_at);
