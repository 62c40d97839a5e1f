-- name: find_guest
-- Whoever held this secret, also after a claim, when it opens nothing any more.
SELECT id FROM guests WHERE secret_hash = :secret_hash
UNION SELECT guest_id AS id FROM claims WHERE secret_hash = :secret_hash;

-- name: find_open
-- A guest whose history nobody has decided about, and how often that was put off.
SELECT g.id, g.display_name, COALESCE(c.asked, 0) AS asked
FROM guests g LEFT JOIN claims c ON c.guest_id = g.id
WHERE g.secret_hash = :secret_hash;

-- name: decide
-- Changes no row when it is decided already.
INSERT INTO claims (guest_id, secret_hash, user_id, decision, decided_at, asked)
VALUES (:guest, :secret_hash, :user, :decision, :now, 1)
ON CONFLICT (guest_id) DO UPDATE
SET user_id = excluded.user_id, decision = excluded.decision, decided_at = excluded.decided_at, asked = claims.asked + 1
WHERE claims.decision = :later;

-- name: find
SELECT user_id, decision, rooms, focus_sec FROM claims WHERE guest_id = :guest;

-- name: save_amount
UPDATE claims SET rooms = :rooms, focus_sec = :focus_sec WHERE guest_id = :guest;
