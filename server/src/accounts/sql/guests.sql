-- name: insert
INSERT INTO guests (id, secret_hash, display_name, created_at)
VALUES (:id, :secret_hash, :display_name, :now);

-- name: find_by_secret_hash
SELECT id, display_name FROM guests WHERE secret_hash = :secret_hash;

-- name: set_secret_hash
UPDATE guests SET secret_hash = :secret_hash WHERE id = :id;
