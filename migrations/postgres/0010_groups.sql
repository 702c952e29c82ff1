-- The group in which bodies are compared, and in which revisions they belonged to it: a frozen ranking keeps the bodies of
-- its time. The same table stands in migrations/sqlite: change both.

-- word: as in addresses; empty for none.
CREATE TABLE body_group (
    body BIGINT NOT NULL REFERENCES body (id),
    known_from BIGINT NOT NULL REFERENCES revision (id),
    known_to BIGINT NOT NULL DEFAULT 9223372036854775807,
    word TEXT NOT NULL,
    PRIMARY KEY (body, known_from)
);
INSERT INTO body_group (body, known_from, word)
    SELECT body.id, (SELECT MIN(n.known_from) FROM body_name AS n WHERE n.body = body.id), CASE WHEN body.closed_on IS NOT NULL OR LENGTH(body.key) = 2 THEN ''
        WHEN LENGTH(body.key) = 5 THEN 'kreis' WHEN LENGTH(body.key) = 9 THEN 'verband'
        WHEN body.population IS NULL THEN ''
        WHEN SUBSTR(body.key, 6, 3) = '000' THEN
            CASE WHEN body.population >= 100000 THEN 'kreisfrei-ab-100000' ELSE 'kreisfrei-unter-100000' END
        WHEN body.kind LIKE '%tadt%' THEN CASE WHEN body.population >= 50000 THEN 'stadt-ab-50000'
            WHEN body.population >= 20000 THEN 'stadt-ab-20000' ELSE 'stadt-unter-20000' END
        WHEN body.population >= 10000 THEN 'gemeinde-ab-10000' ELSE 'gemeinde-unter-10000' END
    FROM body;
