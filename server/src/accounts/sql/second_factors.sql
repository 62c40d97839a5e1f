-- name: is_on
SELECT 1 AS found FROM second_factors WHERE user_id = :user_id AND confirmed_at IS NOT NULL;

-- name: find
SELECT secret, confirmed_at, last_step FROM second_factors WHERE user_id = :user_id;

-- name: begin
-- A new secret in the place of one that was never confirmed.
INSERT INTO second_factors (user_id, secret, made_at, last_step) VALUES (:user_id, :secret, :now, 0)
ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at, last_step = 0
WHERE second_factors.confirmed_at IS NULL;

-- name: confirm
UPDATE second_factors SET confirmed_at = :now, last_step = :step WHERE user_id = :user_id AND confirmed_at IS NULL;

-- name: use
-- Of two who show the same code at once one is too late.
UPDATE second_factors SET last_step = :step, secret = :secret WHERE user_id = :user_id AND last_step < :step;

-- name: remove
DELETE FROM second_factors WHERE user_id = :user_id;
