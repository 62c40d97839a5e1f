-- name: rooms
-- Open rooms are those with a next event.
SELECT count(*) AS open, count(*) FILTER (WHERE status = :running) AS running FROM rooms WHERE due_at IS NOT NULL;

-- name: members
SELECT count(DISTINCT participant_id) AS members FROM attendance WHERE closed_at IS NULL;
