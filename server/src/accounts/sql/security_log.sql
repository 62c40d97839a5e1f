-- name: insert
INSERT INTO security_log (id, user_id, kind, at, address, detail)
VALUES (:id, :user_id, :kind, :at, :address, :detail);

-- name: delete_before
DELETE FROM security_log WHERE at <= :before;
