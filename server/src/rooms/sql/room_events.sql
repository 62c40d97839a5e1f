-- Only where processes share a database: PostgreSQL.

-- name: insert_each
INSERT INTO room_events (room_id, revision, node, epoch, made_at, events)
SELECT r.room_id, r.revision, CAST(:node AS bigint), CAST(:epoch AS bigint), CAST(:made_at AS bigint), r.events
FROM unnest(CAST(:rooms AS bigint[]), CAST(:revisions AS bigint[]), CAST(:events AS text[]))
     AS r (room_id, revision, events);

-- name: list_newer
-- What was made in these rooms after the revision told last, in order.
SELECT e.room_id, e.revision, e.node, e.epoch, e.made_at, e.events
FROM unnest(CAST(:rooms AS bigint[]), CAST(:told AS bigint[])) AS held (room_id, told)
JOIN room_events e ON e.room_id = held.room_id AND e.revision > held.told
ORDER BY e.room_id, e.revision LIMIT :limit;

-- name: delete_old
DELETE FROM room_events
WHERE (room_id, revision) IN (SELECT o.room_id, o.revision FROM room_events o WHERE o.made_at < :before
                              ORDER BY o.made_at LIMIT :limit);
