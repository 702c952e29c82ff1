-- Services and departments: what a body offers, since when, and how its offices work.
-- Days are numbers, words are codes or the words of the domain; crates/storage/src/code.rs names the codes.
-- The same tables stand in migrations/postgres: change both.

-- Services by their own stable slug. A national catalogue can be imported beside the starter catalogue that comes with
-- the product; its LeiKa keys are neither complete nor unique. `fee`: 0 unknown, 1 yes, 2 no.
CREATE TABLE service (
    id INTEGER NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT service_slug UNIQUE,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL DEFAULT '',
    leika TEXT NOT NULL DEFAULT '',
    bundle TEXT NOT NULL DEFAULT '',
    bundle_name TEXT NOT NULL DEFAULT '',
    field TEXT NOT NULL DEFAULT '',
    fee INTEGER NOT NULL DEFAULT 0,
    valid_from INTEGER,
    valid_to INTEGER,
    -- The catalogue and its edition, such as "digitalstand 1" or "OZG 2019-10".
    catalogue TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL
) STRICT;
CREATE INDEX service_by_name ON service (sort_key);
CREATE INDEX service_by_leika ON service (leika);

-- What was reported about a service of a body, as `observation` reports about an indicator: nothing is overwritten.
CREATE TABLE service_status (
    service INTEGER NOT NULL REFERENCES service (id),
    body INTEGER NOT NULL REFERENCES body (id),
    valid_on INTEGER NOT NULL,
    date_precision INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    -- 0 reported, else the reason for no value.
    reason INTEGER NOT NULL,
    -- The stage, or nothing when the record is about something else.
    stage TEXT,
    scale TEXT,
    scale_version INTEGER,
    level INTEGER,
    -- The criterion that keeps it from the next level.
    blocking TEXT NOT NULL,
    live_since INTEGER,
    live_since_precision INTEGER,
    due INTEGER,
    due_precision INTEGER,
    mode TEXT,
    -- The level of administration that is responsible, where it differs from the rule.
    responsible TEXT,
    address TEXT NOT NULL,
    -- 0 unknown, 1 yes, 2 no; likewise the portals.
    payment INTEGER NOT NULL,
    payment_means TEXT NOT NULL,
    product TEXT NOT NULL,
    login TEXT NOT NULL,
    land_portal INTEGER NOT NULL,
    federal_portal INTEGER NOT NULL,
    -- Six letters for application, intake, specialist procedure, e-file, notice, payment: d digital, t typed again,
    -- p printed, u unknown.
    chain TEXT NOT NULL,
    period_start INTEGER,
    cases INTEGER,
    online_cases INTEGER,
    exactness INTEGER NOT NULL,
    statement TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    page TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (service, body, valid_on, date_precision, voice, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX service_status_current ON service_status (service, body, valid_on, date_precision, voice)
    WHERE known_to = 9223372036854775807;
CREATE INDEX service_status_by_body ON service_status (body, service, valid_on);
CREATE INDEX service_status_by_source ON service_status (source);
CREATE INDEX service_status_by_revision ON service_status (known_from);

-- Departments of a body, by a slug that is stable within it. Their names stand with each record.
CREATE TABLE department (
    id INTEGER NOT NULL PRIMARY KEY,
    body INTEGER NOT NULL REFERENCES body (id),
    slug TEXT NOT NULL,
    CONSTRAINT department_slug UNIQUE (body, slug)
) STRICT;

-- What was reported about a department; nothing is overwritten.
CREATE TABLE department_status (
    department INTEGER NOT NULL REFERENCES department (id),
    valid_on INTEGER NOT NULL,
    date_precision INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    reason INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- The stage of the e-file, or nothing.
    efile TEXT,
    efile_since INTEGER,
    efile_since_precision INTEGER,
    due INTEGER,
    due_precision INTEGER,
    workplaces INTEGER,
    efile_workplaces INTEGER,
    mobile_devices INTEGER,
    exactness INTEGER NOT NULL,
    -- 0 unknown, 1 yes, 2 no; likewise messenger and video.
    management INTEGER NOT NULL,
    product TEXT NOT NULL,
    product_since INTEGER,
    product_since_precision INTEGER,
    messenger INTEGER NOT NULL,
    video INTEGER NOT NULL,
    statement TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    page TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (department, valid_on, date_precision, voice, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX department_status_current ON department_status (department, valid_on, date_precision, voice)
    WHERE known_to = 9223372036854775807;
CREATE INDEX department_status_by_source ON department_status (source);
CREATE INDEX department_status_by_revision ON department_status (known_from);

-- Shares derived from services and departments, computed in the transaction of each release. `valid_on` is a day on
-- which an input changed; 9223372036854775807 stands for all inputs, those without a date among them.
CREATE TABLE derived_value (
    body INTEGER NOT NULL REFERENCES body (id),
    measure TEXT NOT NULL,
    valid_on INTEGER NOT NULL,
    known_from INTEGER NOT NULL REFERENCES revision (id),
    known_to INTEGER NOT NULL DEFAULT 9223372036854775807,
    -- Version of the rule and edition of the starter catalogue that it was computed by.
    rule INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    numerator INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    -- How many services or departments are known and unknown.
    known INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    -- The newest date of an input, where one has a date.
    newest_input INTEGER,
    PRIMARY KEY (body, measure, valid_on, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX derived_value_current ON derived_value (body, measure, valid_on)
    WHERE known_to = 9223372036854775807;
CREATE INDEX derived_value_by_measure ON derived_value (measure, body, valid_on);

CREATE TRIGGER service_status_keeps_rows BEFORE DELETE ON service_status
BEGIN
    SELECT RAISE(ABORT, 'service_status is append-only');
END;
CREATE TRIGGER service_status_keeps_values BEFORE UPDATE ON service_status
WHEN OLD.known_to <> 9223372036854775807
    OR NEW.known_to <= NEW.known_from
    OR (NEW.service, NEW.body, NEW.valid_on, NEW.date_precision, NEW.voice, NEW.known_from, NEW.reason,
        NEW.blocking, NEW.address, NEW.payment, NEW.payment_means, NEW.product, NEW.login, NEW.land_portal,
        NEW.federal_portal, NEW.chain, NEW.exactness, NEW.statement, NEW.source, NEW.page, NEW.note)
       <> (OLD.service, OLD.body, OLD.valid_on, OLD.date_precision, OLD.voice, OLD.known_from, OLD.reason,
        OLD.blocking, OLD.address, OLD.payment, OLD.payment_means, OLD.product, OLD.login, OLD.land_portal,
        OLD.federal_portal, OLD.chain, OLD.exactness, OLD.statement, OLD.source, OLD.page, OLD.note)
    OR NEW.stage IS NOT OLD.stage
    OR NEW.scale IS NOT OLD.scale
    OR NEW.scale_version IS NOT OLD.scale_version
    OR NEW.level IS NOT OLD.level
    OR NEW.live_since IS NOT OLD.live_since
    OR NEW.live_since_precision IS NOT OLD.live_since_precision
    OR NEW.due IS NOT OLD.due
    OR NEW.due_precision IS NOT OLD.due_precision
    OR NEW.mode IS NOT OLD.mode
    OR NEW.responsible IS NOT OLD.responsible
    OR NEW.period_start IS NOT OLD.period_start
    OR NEW.cases IS NOT OLD.cases
    OR NEW.online_cases IS NOT OLD.online_cases
BEGIN
    SELECT RAISE(ABORT, 'service_status is append-only');
END;

CREATE TRIGGER department_status_keeps_rows BEFORE DELETE ON department_status
BEGIN
    SELECT RAISE(ABORT, 'department_status is append-only');
END;
CREATE TRIGGER department_status_keeps_values BEFORE UPDATE ON department_status
WHEN OLD.known_to <> 9223372036854775807
    OR NEW.known_to <= NEW.known_from
    OR (NEW.department, NEW.valid_on, NEW.date_precision, NEW.voice, NEW.known_from, NEW.reason, NEW.name,
        NEW.exactness, NEW.management, NEW.product, NEW.messenger, NEW.video, NEW.statement, NEW.source,
        NEW.page, NEW.note)
       <> (OLD.department, OLD.valid_on, OLD.date_precision, OLD.voice, OLD.known_from, OLD.reason, OLD.name,
        OLD.exactness, OLD.management, OLD.product, OLD.messenger, OLD.video, OLD.statement, OLD.source,
        OLD.page, OLD.note)
    OR NEW.efile IS NOT OLD.efile
    OR NEW.efile_since IS NOT OLD.efile_since
    OR NEW.efile_since_precision IS NOT OLD.efile_since_precision
    OR NEW.due IS NOT OLD.due
    OR NEW.due_precision IS NOT OLD.due_precision
    OR NEW.workplaces IS NOT OLD.workplaces
    OR NEW.efile_workplaces IS NOT OLD.efile_workplaces
    OR NEW.mobile_devices IS NOT OLD.mobile_devices
    OR NEW.product_since IS NOT OLD.product_since
    OR NEW.product_since_precision IS NOT OLD.product_since_precision
BEGIN
    SELECT RAISE(ABORT, 'department_status is append-only');
END;

CREATE TRIGGER derived_value_keeps_rows BEFORE DELETE ON derived_value
BEGIN
    SELECT RAISE(ABORT, 'derived_value is append-only');
END;
CREATE TRIGGER derived_value_keeps_values BEFORE UPDATE ON derived_value
WHEN OLD.known_to <> 9223372036854775807
    OR NEW.known_to <= NEW.known_from
    OR (NEW.body, NEW.measure, NEW.valid_on, NEW.known_from, NEW.rule, NEW.edition, NEW.numerator,
        NEW.denominator, NEW.known, NEW.unknown)
       <> (OLD.body, OLD.measure, OLD.valid_on, OLD.known_from, OLD.rule, OLD.edition, OLD.numerator,
        OLD.denominator, OLD.known, OLD.unknown)
    OR NEW.newest_input IS NOT OLD.newest_input
BEGIN
    SELECT RAISE(ABORT, 'derived_value is append-only');
END;
