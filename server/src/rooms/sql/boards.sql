-- name: rights
SELECT host_id, board_locked FROM rooms WHERE id = :id AND closed_at IS NULL;
