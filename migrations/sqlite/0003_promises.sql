-- What bodies said they would reach by when, and what became of it. The same tables stand in migrations/postgres.

-- What a promise is about. Everything that is said about it stands in promise_event.
CREATE TABLE promise (
    id INTEGER NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT promise_slug UNIQUE,
    body INTEGER NOT NULL REFERENCES body (id),
    indicator INTEGER NOT NULL REFERENCES indicator (id),
    service TEXT NOT NULL
) STRICT;
CREATE INDEX promise_by_body ON promise (body, indicator);

-- One statement about a promise: made, shifted, kept, dropped. A new date is a row of its own; a corrected row is
-- closed (known_to) and a new one is added. `valid_on` is the day it was said, or the day it was kept.
CREATE TABLE promise_event (
    promise INTEGER NOT NULL REFERENCES promise (id),
    kind TEXT NOT NULL,
    valid_on INTEGER NOT NULL,
    date_precision INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    statement TEXT NOT NULL,
    due INTEGER,
    due_precision INTEGER,
    value REAL,
    text TEXT,
    exactness INTEGER,
    source INTEGER NOT NULL REFERENCES source (id),
    page TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (promise, kind, valid_on, date_precision, voice, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX promise_event_current ON promise_event (promise, kind, valid_on, date_precision, voice)
    WHERE known_to = 9223372036854775807;
CREATE INDEX promise_event_by_source ON promise_event (source);
CREATE INDEX promise_event_by_revision ON promise_event (known_from);

CREATE TRIGGER promise_keeps_rows BEFORE DELETE ON promise
BEGIN
    SELECT RAISE(ABORT, 'promise is append-only');
END;
CREATE TRIGGER promise_keeps_values BEFORE UPDATE ON promise
BEGIN
    SELECT RAISE(ABORT, 'promise is append-only');
END;
CREATE TRIGGER promise_event_keeps_rows BEFORE DELETE ON promise_event
BEGIN
    SELECT RAISE(ABORT, 'promise_event is append-only');
END;
CREATE TRIGGER promise_event_keeps_values BEFORE UPDATE ON promise_event
WHEN OLD.known_to <> 9223372036854775807 OR NEW.known_to <= NEW.known_from
    OR (NEW.promise, NEW.kind, NEW.valid_on, NEW.date_precision, NEW.voice, NEW.known_from, NEW.statement,
        NEW.source, NEW.page, NEW.note)
       <> (OLD.promise, OLD.kind, OLD.valid_on, OLD.date_precision, OLD.voice, OLD.known_from, OLD.statement,
        OLD.source, OLD.page, OLD.note)
    OR NEW.due IS NOT OLD.due OR NEW.due_precision IS NOT OLD.due_precision OR NEW.value IS NOT OLD.value
    OR NEW.text IS NOT OLD.text OR NEW.exactness IS NOT OLD.exactness
BEGIN
    SELECT RAISE(ABORT, 'promise_event is append-only');
END;
