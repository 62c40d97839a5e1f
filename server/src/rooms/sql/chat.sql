
-- name: lock_rooms
-- What a batch of messages must know of its rooms, which nobody else writes to from now on.
SELECT id, closed_at, expires_at, revision, message_sequence, NULL AS database_now
FROM rooms WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id;

-- name: list_members
SELECT * FROM participants WHERE id IN (SELECT value FROM json_each(:ids));

-- name: list_sent
-- Those of `rows`, JSON of (member, clientId), that were stored before.
SELECT m.* FROM json_each(:rows) AS r CROSS JOIN room_messages m
WHERE m.participant_id = r.value ->> 'member' AND m.client_id = r.value ->> 'clientId' AND m.id >= :first
  AND m.sent_at > :since;

-- name: insert_each
INSERT INTO room_messages (id, room_id, sequence, participant_id, display_name, text, client_id, sent_at, hidden)
VALUES (:id, :room_id, :sequence, :participant_id, :display_name, :text, :client_id, :sent_at, :hidden);

-- name: save_rooms
-- How far each room has come.
UPDATE rooms SET message_sequence = :sequences, revision = :revisions WHERE id = :ids;

-- name: find
-- A message, for a member who may see it.
SELECT * FROM room_messages
WHERE id = :id AND room_id = :room_id AND (hidden = 0 OR participant_id = :member);

-- name: save
UPDATE room_messages SET text = :text, deleted = :deleted, reactions = :reactions WHERE id = :id;

-- name: list_before
-- A page of a room's messages as one member sees them, newest first. None is older than `first`.
SELECT * FROM room_messages
WHERE room_id = :room_id AND sequence < :before AND id >= :first AND (hidden = 0 OR participant_id = :member)
ORDER BY sequence DESC LIMIT :limit;

-- name: delete_of_closed
-- Cleanup (R12), before the rooms themselves.
DELETE FROM room_messages
WHERE id IN (SELECT m.id FROM room_messages m JOIN rooms r ON r.id = m.room_id
             WHERE r.closed_at IS NOT NULL AND r.closed_at < :before AND r.message_sequence > 0 LIMIT :limit);
