-- name: insert
INSERT INTO participants (id, room_id, person_id, display_name, joined_at, state, left_at, username, avatar)
VALUES (:id, :room_id, :person_id, :display_name, :joined_at, :state, :left_at, :username, :avatar);

-- name: find
SELECT * FROM participants WHERE id = :id AND room_id = :room_id;

-- name: find_by_person
SELECT * FROM participants WHERE room_id = :room_id AND person_id = :person_id;

-- name: list_present
-- Who is here or within the grace, earliest first.
SELECT * FROM participants WHERE room_id = :room_id AND state > 0 ORDER BY joined_at, id;

-- name: list_banned
-- Latest comer first.
SELECT * FROM participants WHERE room_id = :room_id AND banned = 1 AND id < :before ORDER BY id DESC LIMIT :limit;

-- name: count_here
SELECT count(*) AS here FROM participants WHERE room_id = :room_id AND state = 2;

-- name: save
UPDATE participants
SET display_name = :display_name, state = :state, left_at = :left_at, kicked_until = :kicked_until,
    muted = :muted, banned = :banned, username = :username, avatar = :avatar
WHERE id = :id;

-- name: all_away
-- After a restart nobody is connected; everyone's grace starts anew.
UPDATE participants SET state = 1, left_at = :now WHERE state > 0;
