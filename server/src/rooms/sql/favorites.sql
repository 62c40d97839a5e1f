-- name: list_recent
-- Rooms in which the person has a seat, and in which somebody has been since then.
SELECT r.id, r.code, r.name, r.theme, r.host_id, 1 AS is_open, CASE WHEN f.room_id IS NULL THEN 0 ELSE 1 END AS is_favorite
FROM participants own
JOIN rooms r ON r.id = own.room_id
LEFT JOIN favorites f ON f.room_id = r.id AND f.user_id = own.person_id
WHERE own.person_id = :person AND own.banned = 0 AND r.closed_at IS NULL AND r.expires_at > :now
  AND EXISTS (SELECT 1 FROM participants p WHERE p.room_id = r.id AND (p.state > 0 OR p.left_at >= :since))
ORDER BY r.id DESC LIMIT :limit;

-- name: list
-- The one marked last first. Those that keep the person out are left out.
SELECT r.id, r.code, r.name, r.theme, r.host_id, 1 AS is_favorite,
       CASE WHEN r.closed_at IS NULL AND r.expires_at > :now THEN 1 ELSE 0 END AS is_open
FROM favorites f
JOIN rooms r ON r.id = f.room_id
JOIN participants own ON own.room_id = r.id AND own.person_id = f.user_id AND own.banned = 0
WHERE f.user_id = :person
ORDER BY f.added_at DESC, r.id DESC LIMIT :limit;

-- name: find_seat
SELECT r.id FROM rooms r JOIN participants own ON own.room_id = r.id AND own.person_id = :person AND own.banned = 0
WHERE r.code = :code;

-- name: add
-- As long as there are fewer than that. Once more changes no row.
INSERT INTO favorites (user_id, room_id, added_at)
SELECT CAST(:person AS BIGINT), CAST(:room_id AS BIGINT), CAST(:now AS BIGINT)
WHERE (SELECT count(*) FROM favorites WHERE user_id = :person) < :most
ON CONFLICT (user_id, room_id) DO NOTHING;

-- name: has
SELECT 1 AS found FROM favorites WHERE user_id = :person AND room_id = :room_id;

-- name: remove
DELETE FROM favorites WHERE user_id = :person AND room_id IN (SELECT r.id FROM rooms r WHERE r.code = :code);
