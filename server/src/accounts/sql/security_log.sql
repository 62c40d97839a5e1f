-- name: insert
INSERT INTO security_log (id, user_id, kind, at, address, detail)
VALUES (:id, :user_id, :kind, :at, :address, :detail);

-- name: list
-- A page of a person's log, newest first.
SELECT * FROM security_log WHERE user_id = :user_id AND id < :before ORDER BY id DESC LIMIT :limit;
