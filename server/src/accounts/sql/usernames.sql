-- name: take
-- Nobody's name, one that is kept no longer, or an own old one. Changes no row when it is somebody else's.
INSERT INTO usernames (username, user_id, until_at) VALUES (:username, :user, NULL)
ON CONFLICT (username) DO UPDATE SET user_id = excluded.user_id, until_at = NULL
WHERE usernames.user_id = excluded.user_id OR usernames.until_at <= :now;

-- name: give_up
UPDATE usernames SET until_at = :until WHERE username = :username;

-- name: find
SELECT user_id FROM usernames WHERE username = :username AND (until_at IS NULL OR until_at > :now);

-- name: is_taken
-- For somebody who asks for it: not their own, and not to be had.
SELECT 1 AS taken FROM usernames
WHERE username = :username AND (until_at IS NULL OR until_at > :now) AND (user_id IS NULL OR user_id <> :user);
