-- What council groups asked. The same tables stand in migrations/postgres: change both.

CREATE TABLE inquiry (
    id INTEGER NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT inquiry_slug UNIQUE,
    body INTEGER NOT NULL REFERENCES body (id),
    number TEXT NOT NULL,
    faction TEXT NOT NULL,
    asked_on INTEGER,
    asked_precision INTEGER,
    meeting_on INTEGER,
    meeting_precision INTEGER,
    title TEXT NOT NULL,
    paper TEXT NOT NULL,
    predecessor TEXT,
    revision INTEGER NOT NULL REFERENCES revision (id)
) STRICT;
CREATE INDEX inquiry_by_body ON inquiry (body);

-- The questions of an inquiry, in its order.
CREATE TABLE question (
    inquiry INTEGER NOT NULL REFERENCES inquiry (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (inquiry, position)
) STRICT, WITHOUT ROWID;

-- The indicators that answer a question, the most telling first.
CREATE TABLE question_indicator (
    inquiry INTEGER NOT NULL,
    position INTEGER NOT NULL,
    place INTEGER NOT NULL,
    indicator INTEGER NOT NULL REFERENCES indicator (id),
    PRIMARY KEY (inquiry, position, place),
    FOREIGN KEY (inquiry, position) REFERENCES question (inquiry, position)
) STRICT, WITHOUT ROWID;
