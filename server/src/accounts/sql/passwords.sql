-- name: find
SELECT hash, is_short FROM passwords WHERE user_id = :user_id;

-- name: put
INSERT INTO passwords (user_id, hash, is_short, changed_at) VALUES (:user_id, :hash, :is_short, :now)
ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, is_short = excluded.is_short,
  changed_at = excluded.changed_at;

-- name: remove
DELETE FROM passwords WHERE user_id = :user_id;

-- name: put_reset
-- The newest mail counts, no other.
INSERT INTO password_resets (user_id, token_hash, expires_at) VALUES (:user_id, :token_hash, :expires_at)
ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at;

-- name: find_reset
SELECT user_id FROM password_resets WHERE token_hash = :token_hash AND expires_at > :now;

-- name: use_up_reset
DELETE FROM password_resets WHERE token_hash = :token_hash;
