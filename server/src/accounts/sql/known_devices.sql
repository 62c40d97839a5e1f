-- name: insert
INSERT INTO known_devices (id, user_id, secret_hash) VALUES (:id, :user_id, :secret_hash);

-- name: is_known
SELECT 1 AS found FROM known_devices WHERE secret_hash = :secret_hash AND user_id = :user_id;

-- name: remove_beyond
-- Those it was made for longest ago, when there are more than `keep`.
DELETE FROM known_devices WHERE id IN
  (SELECT id FROM known_devices WHERE user_id = :user_id ORDER BY id DESC LIMIT 1000 OFFSET :keep);
