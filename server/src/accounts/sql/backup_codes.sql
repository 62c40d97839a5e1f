-- name: insert
INSERT INTO backup_codes (user_id, code_hash) VALUES (:user_id, :code_hash);

-- name: use
UPDATE backup_codes SET used_at = :now WHERE user_id = :user_id AND code_hash = :code_hash AND used_at IS NULL;

-- name: count_left
SELECT count(*) AS count FROM backup_codes WHERE user_id = :user_id AND used_at IS NULL;

-- name: remove
DELETE FROM backup_codes WHERE user_id = :user_id;
