-- Which group a body belonged to in a revision is history: rows are closed once and never change otherwise. The same
-- rule stands in migrations/postgres: change both.

CREATE TRIGGER body_group_keeps_rows BEFORE DELETE ON body_group
BEGIN
    SELECT RAISE(ABORT, 'body_group is append-only');
END;
CREATE TRIGGER body_group_keeps_values BEFORE UPDATE ON body_group
WHEN OLD.known_to <> 9223372036854775807 OR NEW.known_to <= NEW.known_from
    OR (NEW.body, NEW.known_from, NEW.word) <> (OLD.body, OLD.known_from, OLD.word)
BEGIN
    SELECT RAISE(ABORT, 'body_group is append-only');
END;
