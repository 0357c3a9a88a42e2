-- What keeps this store's indexes apart from another's in an engine that both use.

CREATE TABLE identity (
    identity_id INTEGER PRIMARY KEY CHECK (identity_id = 1),
    identity    BLOB    NOT NULL -- random; a backup has that of its store
) STRICT;

INSERT INTO identity (identity_id, identity) VALUES (1, randomblob(16));
