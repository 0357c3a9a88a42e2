-- Method B: profiles as vectors. A stage's `profiled` vector is its text's and its pair's profile's, joined on reading:
-- its row in `vectors` names the text's embedding, and the profile's parts stand here, once a pair.

-- How the profiles of a generation become vectors and are joined with texts; see ProfileSpace.
CREATE TABLE profile_spaces (
    generation_id        INTEGER PRIMARY KEY REFERENCES generations (generation_id),
    scheme               TEXT    NOT NULL, -- the version of all rules by which a profile becomes numbers
    structured_dimension INTEGER NOT NULL,
    statement_share      REAL    NOT NULL CHECK (statement_share BETWEEN 0 AND 1),
    weight               REAL    NOT NULL CHECK (weight > 0 AND weight < 1)
) STRICT;

-- The vectors of a pair's profile, float32 little-endian, each of length 1. A profile that changes makes its row not
-- current; the row stays, so that statements that are the same again are not embedded again.
CREATE TABLE profile_vectors (
    profile_vector_id INTEGER PRIMARY KEY,
    generation_id     INTEGER NOT NULL REFERENCES generations (generation_id),
    pair_id           INTEGER NOT NULL REFERENCES pairs (pair_id),
    is_current        INTEGER NOT NULL,
    content_hash      BLOB    NOT NULL, -- of the texts that `statements` is made of
    statements        BLOB,             -- as many components as the generation's; null where the profile states nothing
    structured        BLOB    NOT NULL,
    UNIQUE (generation_id, pair_id)
) STRICT;

CREATE INDEX profile_vectors_by_pair ON profile_vectors (pair_id);
