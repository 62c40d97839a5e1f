-- name: insert
INSERT INTO rooms (id, code, name, theme, visibility, capacity, locked, auto_start_focus, auto_start_breaks, quiet_chat,
                   creator_id, host_id, creator_may_return, created_at, expires_at, timer_version, status, segment_index,
                   planned_sec, remaining_ms, queue_version, members_due_at, due_at)
VALUES (:id, :code, :name, :theme, :visibility, :capacity, 0, 1, 1, 0,
        :creator_id, :creator_id, 0, :created_at, :expires_at, 1, 0, 0,
        0, 0, 1, :members_due_at, :due_at)
ON CONFLICT (code) DO NOTHING;

-- name: lock
-- The row as it is before a change; a shared database locks it and says its own time.
SELECT *, NULL AS database_now FROM rooms WHERE id = :id;

-- name: lock_all
SELECT id FROM rooms WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id;

-- name: lock_by_code
SELECT *, NULL AS database_now FROM rooms WHERE code = :code;

-- name: find_by_code
SELECT * FROM rooms WHERE code = :code;

-- name: save
-- Everything that may change; the row is locked by whoever loaded it to write.
UPDATE rooms
SET name = :name, theme = :theme, visibility = :visibility, capacity = :capacity, locked = :locked,
    auto_start_focus = :auto_start_focus, auto_start_breaks = :auto_start_breaks, quiet_chat = :quiet_chat,
    board_locked = :board_locked,
    host_id = :host_id, creator_may_return = :creator_may_return, expires_at = :expires_at, closed_at = :closed_at,
    timer_version = :timer_version, status = :status, segment_index = :segment_index, ends_at = :ends_at,
    paused_at = :paused_at, run_id = :run_id, run_started_at = :run_started_at, planned_sec = :planned_sec,
    remaining_ms = :remaining_ms, queue_version = :queue_version, members_due_at = :members_due_at, due_at = :due_at,
    has_tasks = :has_tasks, has_proposals = :has_proposals, revision = :revision
WHERE id = :id;

-- name: list_due
-- Rooms whose next event has come, oldest first.
SELECT id, due_at FROM rooms WHERE due_at IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT :limit;

-- name: list_open
-- Public rooms where somebody is, newest first.
SELECT r.*, (SELECT count(*) FROM participants p WHERE p.room_id = r.id AND p.state = 2) AS here
FROM rooms r
WHERE r.visibility = 1 AND r.closed_at IS NULL AND r.locked = 0 AND r.id < :before AND r.expires_at > :now
  AND EXISTS (SELECT 1 FROM participants p WHERE p.room_id = r.id AND p.state = 2)
ORDER BY r.id DESC LIMIT :limit;

-- name: await_members
-- After a restart: looks at these rooms again when the grace of their members is over.
UPDATE rooms
SET members_due_at = :due, due_at = CASE WHEN due_at < :due THEN due_at ELSE :due END
WHERE closed_at IS NULL AND id IN (SELECT room_id FROM participants WHERE state > 0);

-- name: delete_closed
-- Cleanup (R12): long closed and nobody there. Runs and attendance stay.
DELETE FROM rooms
WHERE id IN (SELECT r.id FROM rooms r
             WHERE r.closed_at IS NOT NULL AND r.closed_at < :before
               AND NOT EXISTS (SELECT 1 FROM participants p WHERE p.room_id = r.id AND p.state > 0)
               AND NOT EXISTS (SELECT 1 FROM room_messages m WHERE m.room_id = r.id)
             ORDER BY r.closed_at LIMIT :limit);
