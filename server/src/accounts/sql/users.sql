-- name: find
SELECT * FROM users WHERE id = :id;

-- name: lock
-- Whoever changes a person holds this row first.
SELECT * FROM users WHERE id = :id;

-- name: find_by_email
SELECT * FROM users WHERE email = :email;

-- name: find_by_method
SELECT u.* FROM users u JOIN sign_in_methods m ON m.user_id = u.id WHERE m.kind = :kind AND m.subject = :subject;

-- name: insert
INSERT INTO users (id, role, display_name, email, language, time_zone, created_at)
VALUES (:id, :role, :display_name, :email, :language, :time_zone, :created_at);

-- name: set_role
UPDATE users SET role = :role WHERE id = :id;
