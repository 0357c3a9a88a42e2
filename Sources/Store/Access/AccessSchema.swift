/// The tables of `access.sqlite`.
enum AccessSchema {
    /// The pragma `user_version` of the file.
    static let version = 2

    static let sql = """
        CREATE TABLE tokens (
            token_id   INTEGER PRIMARY KEY,
            lookup     TEXT    NOT NULL UNIQUE, -- the part of a token that finds its row; no secret
            token_hash BLOB    NOT NULL,        -- SHA-256 of the whole token, which has 256 random bits: nobody can guess it, so
                                                -- no slow hash is needed
            name       TEXT    NOT NULL,
            role       TEXT    NOT NULL CHECK (role IN ('chatter', 'analyst', 'admin')),
            models     TEXT,                    -- a JSON array; null for all
            created_at INTEGER NOT NULL,        -- nanoseconds since 1970, as all times
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE audit (
            event_id    INTEGER PRIMARY KEY,
            happened_at INTEGER NOT NULL,
            who         TEXT    NOT NULL, -- the token's name and number, 'local', or 'command line'
            action      TEXT    NOT NULL, -- a route such as 'GET /v1/models/{model}/fans/{fan}', or a command
            fan_id      TEXT,             -- null where what was asked is not about one fan; a pseudonym once he was forgotten
            model_name  TEXT,
            request_id  TEXT,
            details     TEXT              -- JSON, see AuditDetails; null where there are none
        ) STRICT;

        CREATE INDEX audit_of_fan ON audit (fan_id, model_name);
        """

    /// What makes each version of the one before.
    static let changes = [2: "ALTER TABLE audit ADD COLUMN details TEXT"]
}
