-- name: insert
-- The newest mail to an address counts, no other.
INSERT INTO sign_in_tokens (id, email, token_hash, browser_hash, code_hash, next, language, password_hash, expires_at,
                            tries)
VALUES (:id, :email, :token_hash, :browser_hash, :code_hash, :next, :language, :password_hash, :expires_at, 0)
ON CONFLICT (email) DO UPDATE SET id = excluded.id, token_hash = excluded.token_hash,
  browser_hash = excluded.browser_hash, code_hash = excluded.code_hash, next = excluded.next,
  language = excluded.language, password_hash = excluded.password_hash, expires_at = excluded.expires_at, tries = 0,
  used_at = NULL;

-- name: delete_old
DELETE FROM sign_in_tokens WHERE expires_at < :before;

-- name: find_by_token
SELECT id, email, browser_hash, next, language, password_hash, expires_at, used_at FROM sign_in_tokens WHERE token_hash = :token_hash;

-- name: count_try
-- Each code typed counts before it is looked at; none more than `most`.
UPDATE sign_in_tokens SET tries = tries + 1
WHERE browser_hash = :browser_hash AND expires_at > :now AND used_at IS NULL AND tries < :most
RETURNING id, email, code_hash, next, language, password_hash, tries;

-- name: find_by_browser
SELECT expires_at, used_at FROM sign_in_tokens WHERE browser_hash = :browser_hash;

-- name: use_up
UPDATE sign_in_tokens SET used_at = :now WHERE id = :id AND used_at IS NULL;
