-- Counts that pages show, kept in the transaction of each release, so that no page counts observations.
-- The same tables stand in migrations/postgres: change both.

-- How many dated values of a body and an indicator are reported now.
ALTER TABLE current_value ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
UPDATE current_value SET points = (
    SELECT COUNT(*) FROM observation AS o
    WHERE o.indicator = current_value.indicator AND o.body = current_value.body
        AND o.known_to = 9223372036854775807 AND o.state = 0 AND o.date_precision <> 9
);
-- The longest series of an indicator, and the newest values of all.
CREATE INDEX current_value_by_points ON current_value (indicator, points, valid_on, body);
CREATE INDEX current_value_newest ON current_value (valid_on, indicator, body)
    WHERE state = 0 AND date_precision <> 9;
DROP INDEX current_value_by_date;

-- What is known of each body: topics with a reported value, and the newest dated one.
CREATE TABLE body_tally (
    body INTEGER NOT NULL PRIMARY KEY REFERENCES body (id),
    topics INTEGER NOT NULL,
    newest INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO body_tally (body, topics, newest)
    SELECT c.body, COUNT(DISTINCT CASE WHEN c.state = 0 THEN indicator.topic END),
        MAX(CASE WHEN c.state = 0 AND c.date_precision <> 9 THEN c.valid_on END)
    FROM current_value AS c JOIN indicator ON indicator.id = c.indicator GROUP BY c.body;
-- Bodies that are near in inhabitants, of one type or of any.
CREATE INDEX body_by_kind ON body (kind, population);
CREATE INDEX body_by_population ON body (population);

-- What there is in the whole country: facts, sources, bodies, with-values, topic/SLUG, indicator/SLUG.
CREATE TABLE tally (
    name TEXT NOT NULL PRIMARY KEY,
    amount INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally (name, amount)
    SELECT 'facts', COUNT(*) FROM observation WHERE known_to = 9223372036854775807
    UNION ALL SELECT 'sources', COUNT(*) FROM source
    UNION ALL SELECT 'bodies', COUNT(*) FROM body WHERE LENGTH(key) > 2 AND closed_on IS NULL
    UNION ALL SELECT 'with-values', COUNT(*) FROM body_tally JOIN body ON body.id = body_tally.body
        WHERE body_tally.topics > 0 AND LENGTH(body.key) = 8 AND body.closed_on IS NULL
    UNION ALL SELECT 'topic/' || indicator.topic, COUNT(DISTINCT c.body) FROM indicator
        LEFT JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 GROUP BY indicator.topic
    UNION ALL SELECT 'indicator/' || indicator.slug, COUNT(c.body) FROM indicator
        LEFT JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 GROUP BY indicator.slug;
