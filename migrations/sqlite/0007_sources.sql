-- The public names of documents, which are the same on every installation: see Source::key in the domain. Several
-- rows of `source` may be one document, entered on different days.
CREATE TABLE source_key (
    source INTEGER NOT NULL PRIMARY KEY REFERENCES source (id),
    key TEXT NOT NULL
) STRICT;
CREATE INDEX source_key_by_key ON source_key (key);
