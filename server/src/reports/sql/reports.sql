-- name: insert
INSERT INTO problem_reports (id, made_at, person_id, name, subject, text, context)
VALUES (:id, :made_at, :person_id, :name, :subject, :text, :context);

-- name: move
UPDATE problem_reports SET person_id = :to WHERE person_id = :from;

-- name: delete_old
DELETE FROM problem_reports WHERE made_at < :before;

-- name: list
-- Newest first.
SELECT * FROM problem_reports ORDER BY id DESC LIMIT :limit;
