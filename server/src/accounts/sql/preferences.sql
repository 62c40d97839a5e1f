-- name: list
SELECT name, value, changed_at FROM preferences WHERE user_id = :user ORDER BY name;

-- name: save
-- Changes no row when what is kept is newer, or the same.
INSERT INTO preferences (user_id, name, value, changed_at) VALUES (:user, :name, :value, :changed_at)
ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
WHERE preferences.changed_at < excluded.changed_at;
