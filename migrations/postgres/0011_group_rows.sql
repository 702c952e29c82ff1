-- Which group a body belonged to in a revision is history: rows are closed once and never change otherwise. The same
-- rule stands in migrations/sqlite: change both.

CREATE TRIGGER body_group_keeps_rows BEFORE UPDATE OR DELETE ON body_group
    FOR EACH ROW EXECUTE FUNCTION closes_once();
