-- name: open
INSERT INTO attendance (id, room_id, participant_id, person_id, node, epoch, opened_at)
VALUES (:id, :room_id, :participant_id, :person_id, :node, :epoch, :opened_at);

-- name: close
-- A second close changes nothing.
UPDATE attendance SET closed_at = CASE WHEN opened_at > :closed_at THEN opened_at ELSE :closed_at END
WHERE id = :id AND closed_at IS NULL;

-- name: close_each
-- As `close`, for a batch.
UPDATE attendance
SET closed_at = CASE WHEN opened_at > at.value THEN opened_at ELSE at.value END
FROM json_each(:ids) AS gone JOIN json_each(:times) AS at ON at.key = gone.key
WHERE attendance.id = gone.value AND closed_at IS NULL
RETURNING attendance.id;

-- name: list_connected
SELECT DISTINCT participant_id FROM attendance
WHERE closed_at IS NULL AND participant_id IN (SELECT value FROM json_each(:members));

-- name: close_all_of
-- Everything open of one person in one room.
UPDATE attendance SET closed_at = CASE WHEN opened_at > :closed_at THEN opened_at ELSE :closed_at END
WHERE participant_id = :participant_id AND closed_at IS NULL;

-- name: count_open
SELECT count(*) AS connections FROM attendance WHERE participant_id = :participant_id AND closed_at IS NULL;

-- name: close_of_dead_node
UPDATE attendance SET closed_at = CASE WHEN opened_at > :beat_at THEN opened_at ELSE :beat_at END
WHERE closed_at IS NULL AND node = :node AND epoch <> :epoch;

-- name: list_rooms_of_node
SELECT DISTINCT room_id FROM attendance
WHERE closed_at IS NULL AND node = :node AND epoch = :epoch ORDER BY room_id LIMIT :limit;

-- name: close_of_node_in
UPDATE attendance SET closed_at = CASE WHEN opened_at > :beat_at THEN opened_at ELSE :beat_at END
WHERE closed_at IS NULL AND node = :node AND epoch = :epoch AND room_id = :room_id;
