-- name: insert
INSERT INTO pending_links (secret_hash, user_id, provider, subject, email, next, expires_at)
VALUES (:secret_hash, :user_id, :provider, :subject, :email, :next, :expires_at);

-- name: find
SELECT user_id, provider, subject, email, next FROM pending_links
WHERE secret_hash = :secret_hash AND expires_at > :now;

-- name: delete_one
DELETE FROM pending_links WHERE secret_hash = :secret_hash;

-- name: delete_expired
DELETE FROM pending_links WHERE expires_at <= :now;
