-- name: insert
INSERT INTO sessions (id, user_id, secret_hash, created_at, authenticated_at, last_used_at, awaits_second_factor,
                      user_agent, address)
VALUES (:id, :user_id, :secret_hash, :now, :now, :now, :awaits_second_factor, :user_agent, :address);

-- name: find_by_secret_hash
SELECT s.id, s.user_id, s.created_at, s.authenticated_at, s.last_used_at, s.awaits_second_factor, u.role, u.username,
       u.display_name, u.avatar, u.suspended_at
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.secret_hash = :secret_hash;

-- name: exists
SELECT 1 AS found FROM sessions WHERE id = :id;

-- name: touch
UPDATE sessions SET last_used_at = :now WHERE id = :id AND last_used_at < :now;

-- name: refresh
UPDATE sessions SET authenticated_at = :now WHERE id = :id;

-- name: confirm
UPDATE sessions SET secret_hash = :secret_hash, awaits_second_factor = 0, authenticated_at = :now
WHERE id = :id AND awaits_second_factor = 1;

-- name: list_of_user
-- The one used last first.
SELECT id, created_at, last_used_at, user_agent, address FROM sessions
WHERE user_id = :user_id AND last_used_at > :idle_since AND created_at > :made_since
ORDER BY last_used_at DESC, id DESC;

-- name: list_beyond
-- Those that were used longest ago, when there are more than `keep`.
SELECT id FROM sessions WHERE user_id = :user_id ORDER BY last_used_at DESC, id DESC LIMIT 1000 OFFSET :keep;

-- name: list_ids
SELECT id FROM sessions WHERE user_id = :user_id AND id <> :except;

-- name: delete_one
DELETE FROM sessions WHERE id = :id AND user_id = :user_id;

-- name: delete_expired
DELETE FROM sessions WHERE last_used_at <= :idle_since OR created_at <= :made_since;
