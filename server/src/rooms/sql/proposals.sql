-- name: find
SELECT * FROM proposals WHERE id = :id AND room_id = :room_id;

-- name: list_pending
SELECT * FROM proposals WHERE room_id = :room_id AND status = 0 ORDER BY id;

-- name: list_own
SELECT * FROM proposals
WHERE room_id = :room_id AND participant_id = :participant_id AND (status = 0 OR decided_at >= :decided_since)
ORDER BY id;

-- name: insert
INSERT INTO proposals (id, room_id, participant_id, display_name, type, payload, status, created_at)
VALUES (:id, :room_id, :participant_id, :display_name, :type, :payload, :status, :created_at);

-- name: decide
UPDATE proposals SET status = :status, decided_at = :decided_at WHERE id = :id;

-- name: delete_decided
DELETE FROM proposals WHERE room_id = :room_id AND status <> 0 AND decided_at < :before;
