-- name: put
INSERT INTO mailed_codes (user_id, code_hash, expires_at, tries) VALUES (:user_id, :code_hash, :expires_at, 0)
ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0;

-- name: count_try
-- Each code typed counts before it is looked at; none more than `most`.
UPDATE mailed_codes SET tries = tries + 1 WHERE user_id = :user_id AND expires_at > :now AND tries < :most
RETURNING code_hash;

-- name: remove
DELETE FROM mailed_codes WHERE user_id = :user_id;
