-- How many bodies are at a place with a service by what is known now (places as in current_stage), kept by each
-- release: a page counts no bodies. The same table stands in migrations/sqlite: change both.

CREATE TABLE stage_count (
    service BIGINT NOT NULL REFERENCES service (id),
    place BIGINT NOT NULL,
    bodies BIGINT NOT NULL,
    PRIMARY KEY (service, place)
);
INSERT INTO stage_count (service, place, bodies)
    SELECT service, place, COUNT(*) FROM current_stage GROUP BY service, place;
-- They told the same in fewer words.
DELETE FROM tally WHERE name LIKE 'service/%' OR name LIKE 'online/%';
