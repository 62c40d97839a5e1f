-- name: insert
INSERT INTO room_events (room_id, revision, node, epoch, made_at, events)
VALUES (:room_id, :revision, :node, :epoch, :made_at, :events);

-- name: list_newer
-- What was made in these rooms after the revision told last, in order.
SELECT e.room_id, e.revision, e.node, e.epoch, e.made_at, e.events
FROM json_each(:rooms) AS room
JOIN json_each(:told) AS told ON told.key = room.key
JOIN room_events e ON e.room_id = room.value AND e.revision > told.value
ORDER BY e.room_id, e.revision LIMIT :limit;

-- name: delete_old
DELETE FROM room_events
WHERE (room_id, revision) IN (SELECT o.room_id, o.revision FROM room_events o WHERE o.made_at < :before
                              ORDER BY o.made_at LIMIT :limit);
