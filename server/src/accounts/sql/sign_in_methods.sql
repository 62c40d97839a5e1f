-- name: insert
INSERT INTO sign_in_methods (id, user_id, kind, subject, email, created_at, last_used_at)
VALUES (:id, :user_id, :kind, :subject, :email, :created_at, :last_used_at);

-- name: used
UPDATE sign_in_methods SET last_used_at = :now WHERE kind = :kind AND subject = :subject;

-- name: list_of_user
SELECT * FROM sign_in_methods WHERE user_id = :user_id ORDER BY id;

-- name: remove
DELETE FROM sign_in_methods WHERE id = :id AND user_id = :user_id;
