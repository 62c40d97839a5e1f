-- name: find
SELECT * FROM room_tasks WHERE segment_id = :segment_id AND owner_id = :owner_id;

-- name: list_for
-- What one member may see: the public tasks and their own.
SELECT * FROM room_tasks WHERE room_id = :room_id AND owner_id IN (0, :member_id) ORDER BY segment_id, owner_id;

-- name: save
INSERT INTO room_tasks (segment_id, owner_id, room_id, text, done, updated_at)
VALUES (:segment_id, :owner_id, :room_id, :text, :done, :updated_at)
ON CONFLICT (segment_id, owner_id) DO UPDATE
SET text = excluded.text, done = excluded.done, updated_at = excluded.updated_at;

-- name: delete_one
DELETE FROM room_tasks WHERE segment_id = :segment_id AND owner_id = :owner_id;
