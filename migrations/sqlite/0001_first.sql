-- Days are numbers (days since 1 January 1970), states and kinds are codes; crates/storage/src/code.rs names them.
-- The same tables stand in migrations/postgres: change both.

-- Every release of data, numbered. A change that is not released is not here.
CREATE TABLE revision (
    id INTEGER NOT NULL PRIMARY KEY,
    released_on INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Which sets of bundled facts were loaded, so that a start loads a set once.
CREATE TABLE bundle (
    digest TEXT NOT NULL PRIMARY KEY,
    loaded_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Municipalities, associations, districts and Länder.
CREATE TABLE body (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL CONSTRAINT body_key UNIQUE,
    ars TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    population INTEGER,
    population_on INTEGER,
    latitude REAL,
    longitude REAL,
    area REAL,
    postcode TEXT NOT NULL,
    kreis TEXT,
    verband TEXT,
    closed_on INTEGER,
    successor TEXT,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL
) STRICT;
CREATE INDEX body_by_name ON body (sort_key);

-- The names of bodies, and in which revisions they held: a frozen address shows the name of its time.
CREATE TABLE body_name (
    body INTEGER NOT NULL REFERENCES body (id),
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    name TEXT NOT NULL,
    PRIMARY KEY (body, known_from)
) STRICT, WITHOUT ROWID;

-- The integer names of the catalogue's indicators and their topics.
CREATE TABLE indicator (
    id INTEGER NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT indicator_slug UNIQUE,
    topic TEXT NOT NULL
) STRICT;

-- Documents on which values rest. `identity` joins all fields, so that the same document stands once.
CREATE TABLE source (
    id INTEGER NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL CONSTRAINT source_identity UNIQUE,
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    published INTEGER,
    published_precision INTEGER,
    retrieved_on INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    reuse INTEGER NOT NULL
) STRICT;

-- What was reported for a body, an indicator and a date, and since when and until when we knew it so.
-- Nothing is overwritten: a corrected row is closed (known_to) and a new one is added.
CREATE TABLE observation (
    indicator INTEGER NOT NULL REFERENCES indicator (id),
    body INTEGER NOT NULL REFERENCES body (id),
    valid_on INTEGER NOT NULL,
    date_precision INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    definition INTEGER NOT NULL,
    period_start INTEGER,
    state INTEGER NOT NULL,
    value REAL,
    text TEXT,
    exactness INTEGER,
    numerator INTEGER,
    denominator INTEGER,
    source INTEGER NOT NULL REFERENCES source (id),
    page TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (indicator, body, valid_on, date_precision, voice, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX observation_current ON observation (indicator, body, valid_on, date_precision, voice)
    WHERE known_to = 9223372036854775807;
CREATE INDEX observation_by_body ON observation (body, indicator, valid_on);
CREATE INDEX observation_by_source ON observation (source);
CREATE INDEX observation_by_revision ON observation (known_from);

CREATE TRIGGER observation_keeps_rows BEFORE DELETE ON observation
BEGIN
    SELECT RAISE(ABORT, 'observation is append-only');
END;
CREATE TRIGGER observation_keeps_values BEFORE UPDATE ON observation
WHEN OLD.known_to <> 9223372036854775807
    OR NEW.known_to <= NEW.known_from
    OR (NEW.indicator, NEW.body, NEW.valid_on, NEW.date_precision, NEW.voice, NEW.known_from, NEW.definition,
        NEW.state, NEW.source, NEW.page, NEW.note)
       <> (OLD.indicator, OLD.body, OLD.valid_on, OLD.date_precision, OLD.voice, OLD.known_from, OLD.definition,
        OLD.state, OLD.source, OLD.page, OLD.note)
    OR NEW.value IS NOT OLD.value OR NEW.text IS NOT OLD.text OR NEW.exactness IS NOT OLD.exactness
    OR NEW.numerator IS NOT OLD.numerator OR NEW.denominator IS NOT OLD.denominator
    OR NEW.period_start IS NOT OLD.period_start
BEGIN
    SELECT RAISE(ABORT, 'observation is append-only');
END;
CREATE TRIGGER body_name_keeps_rows BEFORE DELETE ON body_name
BEGIN
    SELECT RAISE(ABORT, 'body_name is append-only');
END;
CREATE TRIGGER body_name_keeps_values BEFORE UPDATE ON body_name
WHEN OLD.known_to <> 9223372036854775807 OR NEW.known_to <= NEW.known_from
    OR (NEW.body, NEW.known_from, NEW.name) <> (OLD.body, OLD.known_from, OLD.name)
BEGIN
    SELECT RAISE(ABORT, 'body_name is append-only');
END;
CREATE TRIGGER source_keeps_rows BEFORE DELETE ON source
BEGIN
    SELECT RAISE(ABORT, 'source is append-only');
END;
CREATE TRIGGER source_keeps_values BEFORE UPDATE ON source
BEGIN
    SELECT RAISE(ABORT, 'source is append-only');
END;
CREATE TRIGGER revision_keeps_rows BEFORE DELETE ON revision
BEGIN
    SELECT RAISE(ABORT, 'revision is append-only');
END;
CREATE TRIGGER revision_keeps_values BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'revision is append-only');
END;

-- The headline of every body and indicator as of the newest revision, kept in the transaction of each release.
CREATE TABLE current_value (
    indicator INTEGER NOT NULL REFERENCES indicator (id),
    body INTEGER NOT NULL REFERENCES body (id),
    valid_on INTEGER NOT NULL,
    date_precision INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    state INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (indicator, body)
) STRICT, WITHOUT ROWID;
CREATE INDEX current_value_by_value ON current_value (indicator, value);
CREATE INDEX current_value_by_body ON current_value (body);
CREATE INDEX current_value_by_date ON current_value (valid_on);
