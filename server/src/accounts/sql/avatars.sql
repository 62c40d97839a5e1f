-- name: set_name
UPDATE users SET avatar = :name WHERE id = :user;

-- name: save
INSERT INTO avatars (user_id, name, data, made_at) VALUES (:user, :name, :data, :now)
ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, data = excluded.data, made_at = excluded.made_at;

-- name: delete_one
DELETE FROM avatars WHERE user_id = :user;

-- name: find
SELECT data FROM avatars WHERE name = :name;
