-- Searching a name looks at this index alone, never at the table: 10,751 short rows instead of wide ones.
CREATE INDEX body_by_search ON body (search_key, key, postcode, population, closed_on, kind, sort_key);

-- The newest dated value of each indicator, as days since 1970: newest/SLUG, kept like the other counts.
INSERT INTO tally (name, amount)
    SELECT 'newest/' || indicator.slug, MAX(c.valid_on) FROM indicator
        JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 AND c.date_precision <> 9
        GROUP BY indicator.slug;

-- How many bodies each group has (group/WORD), and how many of them have a value of each indicator (known/SLUG/WORD).
INSERT INTO tally (name, amount)
    SELECT 'group/' || g.word, COUNT(*) FROM (SELECT CASE WHEN LENGTH(body.key) = 2 THEN '' WHEN LENGTH(body.key) = 5 THEN 'kreis'
        WHEN LENGTH(body.key) = 9 THEN 'verband' WHEN body.population IS NULL THEN ''
        WHEN SUBSTR(body.key, 6, 3) = '000' THEN
            CASE WHEN body.population >= 100000 THEN 'kreisfrei-ab-100000' ELSE 'kreisfrei-unter-100000' END
        WHEN body.kind LIKE '%tadt%' THEN CASE WHEN body.population >= 50000 THEN 'stadt-ab-50000'
            WHEN body.population >= 20000 THEN 'stadt-ab-20000' ELSE 'stadt-unter-20000' END
        WHEN body.population >= 10000 THEN 'gemeinde-ab-10000' ELSE 'gemeinde-unter-10000' END AS word
        FROM body WHERE closed_on IS NULL) AS g WHERE g.word <> '' GROUP BY g.word;
INSERT INTO tally (name, amount)
    SELECT 'known/' || indicator.slug || '/' || g.word, COUNT(*)
    FROM indicator JOIN (SELECT c.indicator AS indicator, CASE WHEN LENGTH(body.key) = 2 THEN '' WHEN LENGTH(body.key) = 5 THEN 'kreis'
        WHEN LENGTH(body.key) = 9 THEN 'verband' WHEN body.population IS NULL THEN ''
        WHEN SUBSTR(body.key, 6, 3) = '000' THEN
            CASE WHEN body.population >= 100000 THEN 'kreisfrei-ab-100000' ELSE 'kreisfrei-unter-100000' END
        WHEN body.kind LIKE '%tadt%' THEN CASE WHEN body.population >= 50000 THEN 'stadt-ab-50000'
            WHEN body.population >= 20000 THEN 'stadt-ab-20000' ELSE 'stadt-unter-20000' END
        WHEN body.population >= 10000 THEN 'gemeinde-ab-10000' ELSE 'gemeinde-unter-10000' END AS word
        FROM current_value AS c JOIN body ON body.id = c.body WHERE c.state = 0 AND body.closed_on IS NULL) AS g
        ON g.indicator = indicator.id WHERE g.word <> '' GROUP BY indicator.slug, g.word;
