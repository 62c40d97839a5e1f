-- name: insert
INSERT INTO runs (id, room_id, segment_id, kind, label, planned_sec, counts_as_focus, started_at)
VALUES (:id, :room_id, :segment_id, :kind, :label, :planned_sec, :counts_as_focus, :started_at);

-- name: open_interval
INSERT INTO run_intervals (run_id, ordinal, started_at)
SELECT CAST(:run_id AS BIGINT), count(*) + 1, CAST(:started_at AS BIGINT) FROM run_intervals WHERE run_id = :run_id;

-- name: close_interval
UPDATE run_intervals SET ended_at = :ended_at WHERE run_id = :run_id AND ended_at IS NULL;

-- name: end
UPDATE runs SET ended_at = :ended_at, end_reason = :end_reason WHERE id = :id;

-- name: reopen
UPDATE runs SET ended_at = NULL, end_reason = NULL WHERE id = :id;

-- name: list_for_room
-- A page of a room's history, newest first.
SELECT * FROM runs WHERE room_id = :room_id AND id < :before ORDER BY id DESC LIMIT :limit;

-- name: intervals_for_room
-- The intervals of the runs of such a page.
SELECT i.run_id, i.started_at, i.ended_at
FROM run_intervals i JOIN runs r ON r.id = i.run_id
WHERE r.room_id = :room_id AND r.id >= :first AND r.id <= :last
ORDER BY i.run_id, i.ordinal;
