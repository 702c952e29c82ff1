-- How far each service is in each body by what is known now, kept in the transaction of each release: lists of the
-- present read it, and no page ranks all records. The same tables stand in migrations/sqlite: change both.

-- place: 0 online, 1 in work, 2 planned, 3 not offered, 4 nothing said about it.
CREATE TABLE current_stage (
    service BIGINT NOT NULL REFERENCES service (id),
    place BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    body BIGINT NOT NULL REFERENCES body (id),
    PRIMARY KEY (service, place, sort_key, body)
);
CREATE UNIQUE INDEX current_stage_of_body ON current_stage (service, body);
INSERT INTO current_stage (service, place, sort_key, body)
    SELECT r.service, CASE r.stage WHEN 'online' THEN 0 WHEN 'in-arbeit' THEN 1 WHEN 'geplant' THEN 2
        WHEN 'nicht-angeboten' THEN 3 ELSE 4 END, body.sort_key, r.body
    FROM (SELECT s.service, s.body, s.stage, ROW_NUMBER() OVER (PARTITION BY s.service, s.body
        ORDER BY CASE WHEN s.stage IS NULL THEN 1 ELSE 0 END, CASE WHEN s.date_precision = 9 THEN 1 ELSE 0 END,
        s.valid_on DESC, s.voice, s.date_precision) AS nth
        FROM service_status s WHERE s.known_to = 9223372036854775807) AS r
    JOIN body ON body.id = r.body WHERE r.nth = 1;

-- On a day with dated records about a service: how many more bodies are at a place than before.
CREATE TABLE stage_change (
    service BIGINT NOT NULL REFERENCES service (id),
    valid_on BIGINT NOT NULL,
    place BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (service, valid_on, place)
);
INSERT INTO stage_change (service, valid_on, place, amount)
    WITH newest AS (
        SELECT r.service, r.body, r.valid_on, CASE r.stage WHEN 'online' THEN 0 WHEN 'in-arbeit' THEN 1
            WHEN 'geplant' THEN 2 ELSE 3 END AS place
        FROM (SELECT s.service, s.body, s.valid_on, s.stage, ROW_NUMBER() OVER (
            PARTITION BY s.service, s.body, s.valid_on ORDER BY s.voice, s.date_precision) AS nth
            FROM service_status s WHERE s.known_to = 9223372036854775807 AND s.stage IS NOT NULL
                AND s.date_precision <> 9) AS r
        WHERE r.nth = 1
    ), steps AS (
        SELECT service, valid_on, place,
            LAG(place) OVER (PARTITION BY service, body ORDER BY valid_on) AS earlier FROM newest
    )
    SELECT c.service, c.valid_on, c.place, SUM(c.amount) FROM (
        SELECT service, valid_on, place, 1 AS amount FROM steps
        UNION ALL SELECT service, valid_on, earlier, -1 FROM steps WHERE earlier IS NOT NULL
    ) AS c GROUP BY c.service, c.valid_on, c.place;

-- The titles of the documents on which that rests. reuse: as in source.
CREATE TABLE stage_source (
    service BIGINT NOT NULL REFERENCES service (id),
    title TEXT NOT NULL,
    reuse BIGINT NOT NULL,
    records BIGINT NOT NULL,
    PRIMARY KEY (service, title, reuse)
);
INSERT INTO stage_source (service, title, reuse, records)
    SELECT s.service, source.title, source.reuse, COUNT(*) FROM service_status s
    JOIN source ON source.id = s.source
    WHERE s.known_to = 9223372036854775807 AND s.stage IS NOT NULL AND s.date_precision <> 9
    GROUP BY s.service, source.title, source.reuse;

-- Bodies on record of each service (service/SLUG), and those where it is online (online/SLUG).
INSERT INTO tally (name, amount)
    SELECT 'service/' || service.slug, COUNT(*) FROM current_stage AS c JOIN service ON service.id = c.service
        GROUP BY service.slug
    UNION ALL SELECT 'online/' || service.slug, COUNT(*) FROM current_stage AS c
        JOIN service ON service.id = c.service WHERE c.place = 0 GROUP BY service.slug;
