-- name: close_each
UPDATE attendance
SET closed_at = CASE WHEN opened_at > gone.at THEN opened_at ELSE gone.at END
FROM unnest(CAST(:ids AS bigint[]), CAST(:times AS bigint[])) AS gone (id, at)
WHERE attendance.id = gone.id AND closed_at IS NULL
RETURNING attendance.id;

-- name: list_connected
SELECT DISTINCT participant_id FROM attendance
WHERE closed_at IS NULL AND participant_id = ANY (CAST(:members AS bigint[]));
