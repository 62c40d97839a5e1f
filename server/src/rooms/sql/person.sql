-- Everything that one person's id stands on, for claims and deletions.

-- name: list_stays
SELECT room_id, opened_at, closed_at FROM attendance
WHERE person_id = :person AND opened_at >= :since ORDER BY opened_at LIMIT :limit;

-- name: list_focus_runs
-- When a focus segment ran in the rooms of those stays.
SELECT r.room_id, i.started_at, i.ended_at
FROM runs r JOIN run_intervals i ON i.run_id = r.id
WHERE r.counts_as_focus = 1 AND r.id >= :first
  AND r.room_id IN (SELECT a.room_id FROM attendance a WHERE a.person_id = :person AND a.opened_at >= :since);

-- name: list_seats
-- By room, in which order they are locked.
SELECT * FROM participants WHERE person_id = :person ORDER BY room_id;

-- name: move_seat
UPDATE participants SET person_id = :to WHERE id = :id;

-- name: move_stays
UPDATE attendance SET person_id = :to WHERE person_id = :from AND opened_at >= :since;

-- name: move_roles
-- Whoever had a part in the room through one seat has it through the other.
UPDATE rooms
SET host_id = CASE WHEN host_id = :from THEN :to ELSE host_id END,
    creator_id = CASE WHEN creator_id = :from THEN :to ELSE creator_id END
WHERE id = :room_id;

-- name: move_tasks
-- Where the other seat has none for that segment.
UPDATE room_tasks SET owner_id = :to
WHERE room_id = :room_id AND owner_id = :from
  AND segment_id NOT IN (SELECT k.segment_id FROM room_tasks k WHERE k.room_id = :room_id AND k.owner_id = :to);

-- name: delete_tasks_of_seat
DELETE FROM room_tasks WHERE room_id = :room_id AND owner_id = :from;

-- name: move_proposals
UPDATE proposals SET participant_id = :to WHERE room_id = :room_id AND participant_id = :from;

-- name: move_messages
UPDATE room_messages SET participant_id = :to WHERE room_id = :room_id AND participant_id = :from;

-- name: delete_seat
DELETE FROM participants WHERE id = :id;

-- name: delete_stays
-- Those that have ended.
DELETE FROM attendance WHERE person_id = :person AND closed_at IS NOT NULL;

-- name: delete_tasks
DELETE FROM room_tasks
WHERE (room_id, owner_id) IN (SELECT p.room_id, p.id FROM participants p WHERE p.person_id = :person);

-- name: delete_seats
-- Those in which nobody sits, and that keep nobody out.
DELETE FROM participants WHERE person_id = :person AND state = 0 AND banned = 0;
