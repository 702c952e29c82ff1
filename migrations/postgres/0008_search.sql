-- Searching a name looks at this index alone, never at the table: 10,751 short rows instead of wide ones.
CREATE INDEX body_by_search ON body (search_key, key, postcode, population, closed_on, kind, sort_key);

-- The newest dated value of each indicator, as days since 1970: newest/SLUG, kept like the other counts.
INSERT INTO tally (name, amount)
    SELECT 'newest/' || indicator.slug, MAX(c.valid_on) FROM indicator
        JOIN current_value AS c ON c.indicator = indicator.id AND c.state = 0 AND c.date_precision <> 9
        GROUP BY indicator.slug;
