-- name: insert
INSERT INTO invalidations (id, user_id, session_id, reason, at) VALUES (:id, :user_id, :session_id, :reason, :at);

-- name: list_since
SELECT user_id, session_id, reason FROM invalidations WHERE at > :since;

-- name: delete_before
DELETE FROM invalidations WHERE at <= :before;
