-- name: usage_of_files
-- How many images a board has, and their bytes together.
SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM board_files WHERE board_id = :board;

-- name: insert_file
INSERT INTO board_files (board_id, id, mime_type, width, height, size, created_at, data)
VALUES (:board, :id, :mime_type, :width, :height, :size, :now, :data);

-- name: delete_unnamed_files
-- Those of before then that no element names, nor one deleted lately. Ids are of one length; a quotation mark inside a
-- value has a backslash before it.
DELETE FROM board_files
WHERE board_id = :board AND created_at < :before
  AND id NOT IN (SELECT substr(rest, instr(rest, '"fileId":"') + 10, :id_length) FROM board_elements
                 WHERE board_id = :board AND instr(rest, '"fileId":"') > 0);

-- name: find_file
SELECT mime_type, data FROM board_files WHERE board_id = :board AND id = :id;

-- name: delete_retired_files
DELETE FROM board_files
WHERE (board_id, id) IN (SELECT f.board_id, f.id
                         FROM boards b JOIN board_files f ON f.board_id = b.id
                         WHERE b.delete_after < :now LIMIT :limit);
