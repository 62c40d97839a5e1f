-- name: take_revs
-- Gives each of these boards its next rev; boards that have none yet begin with 1.
INSERT INTO boards (id, rev)
SELECT value, 1 FROM json_each(:boards) WHERE true
ON CONFLICT (id) DO UPDATE SET rev = boards.rev + 1
RETURNING id, rev;

-- name: save_elements
-- Merges elements, [board, id, version, nonce, deleted, changed, rest] each, by the rule of `beats` (boards/element.hpp).
-- Requires: `take_revs` in the same transaction; no element twice.
INSERT INTO board_elements (board_id, element_id, version, version_nonce, is_deleted, changed_at, rev, rest)
SELECT b.id, e.value ->> 1, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5, b.rev, e.value ->> 6
FROM json_each(:elements) AS e JOIN boards AS b ON b.id = (e.value ->> 0)
WHERE true
ON CONFLICT (board_id, element_id) DO UPDATE
SET version = excluded.version, version_nonce = excluded.version_nonce, is_deleted = excluded.is_deleted,
    changed_at = excluded.changed_at, rev = excluded.rev, rest = excluded.rest
WHERE (excluded.version, -excluded.version_nonce, excluded.is_deleted, excluded.rest)
    > (board_elements.version, -board_elements.version_nonce, board_elements.is_deleted, board_elements.rest);

-- name: find_rev
SELECT rev FROM boards WHERE id = :board;

-- name: list_elements
-- All of a board but the tombstones of before then.
SELECT element_id, version, version_nonce, is_deleted, changed_at, rest FROM board_elements
WHERE board_id = :board AND (is_deleted = 0 OR changed_at >= :since);

-- name: list_newer
-- What was written to these boards after the rev known last, in order.
-- Only where processes share a database: PostgreSQL.
SELECT e.board_id, e.rev, e.element_id, e.version, e.version_nonce, e.is_deleted, e.changed_at, e.rest
FROM unnest(CAST(:boards AS bigint[]), CAST(:revs AS bigint[])) AS held (board_id, rev)
JOIN board_elements e ON e.board_id = held.board_id AND e.rev > held.rev
ORDER BY e.board_id, e.rev LIMIT :limit;

-- name: retire
-- From then on the board goes, also what is flushed to it in between.
INSERT INTO boards (id, rev, delete_after) VALUES (:board, 0, :after)
ON CONFLICT (id) DO UPDATE SET delete_after = excluded.delete_after;

-- name: keep
-- Takes `retire` back.
UPDATE boards SET delete_after = NULL WHERE id = :board;

-- name: delete_tombstones
DELETE FROM board_elements
WHERE (board_id, element_id) IN (SELECT t.board_id, t.element_id FROM board_elements t
                                 WHERE t.is_deleted = 1 AND t.changed_at < :before LIMIT :limit);

-- name: delete_retired_elements
DELETE FROM board_elements
WHERE (board_id, element_id) IN (SELECT e.board_id, e.element_id
                                 FROM boards b JOIN board_elements e ON e.board_id = b.id
                                 WHERE b.delete_after < :now LIMIT :limit);

-- name: delete_retired
DELETE FROM boards
WHERE id IN (SELECT b.id FROM boards b
             WHERE b.delete_after < :now
               AND NOT EXISTS (SELECT 1 FROM board_elements e WHERE e.board_id = b.id)
               AND NOT EXISTS (SELECT 1 FROM board_files f WHERE f.board_id = b.id)
             LIMIT :limit);
