-- name: lock
SELECT * FROM users WHERE id = :id FOR UPDATE;
