-- name: list_newer
SELECT e.room_id, e.revision, e.node, e.epoch, e.made_at, e.events
FROM unnest(CAST(:rooms AS bigint[]), CAST(:told AS bigint[])) AS held (room_id, told)
JOIN room_events e ON e.room_id = held.room_id AND e.revision > held.told
ORDER BY e.room_id, e.revision LIMIT :limit;
