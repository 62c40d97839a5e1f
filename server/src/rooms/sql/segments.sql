-- name: list_for_room
SELECT id, kind, label, duration_sec, counts_as_focus FROM segments WHERE room_id = :room_id ORDER BY position;

-- name: save
INSERT INTO segments (id, room_id, position, kind, label, duration_sec, counts_as_focus)
VALUES (:id, :room_id, :position, :kind, :label, :duration_sec, :counts_as_focus)
ON CONFLICT (id) DO UPDATE
SET position = excluded.position, kind = excluded.kind, label = excluded.label, duration_sec = excluded.duration_sec,
    counts_as_focus = excluded.counts_as_focus;

-- name: delete_one
DELETE FROM segments WHERE id = :id AND room_id = :room_id;
