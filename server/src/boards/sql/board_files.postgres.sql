-- name: delete_unnamed_files
DELETE FROM board_files
WHERE board_id = :board AND created_at < :before
  AND id NOT IN (SELECT substr(rest, strpos(rest, '"fileId":"') + 10, CAST(:id_length AS integer)) FROM board_elements
                 WHERE board_id = :board AND strpos(rest, '"fileId":"') > 0);
