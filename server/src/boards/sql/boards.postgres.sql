-- name: take_revs
-- In the order of ids, or two flushes could wait for each other.
INSERT INTO boards (id, rev)
SELECT b.id, 1 FROM unnest(CAST(:boards AS bigint[])) AS b (id) ORDER BY b.id
ON CONFLICT (id) DO UPDATE SET rev = boards.rev + 1
RETURNING id, rev;

-- name: save_elements
INSERT INTO board_elements (board_id, element_id, version, version_nonce, is_deleted, changed_at, rev, rest)
SELECT b.id, e.value ->> 1, CAST(e.value ->> 2 AS bigint), CAST(e.value ->> 3 AS bigint),
       CAST(e.value ->> 4 AS bigint), CAST(e.value ->> 5 AS bigint), b.rev, e.value ->> 6
FROM json_array_elements(CAST(:elements AS json)) AS e (value)
JOIN boards AS b ON b.id = CAST(e.value ->> 0 AS bigint)
ON CONFLICT (board_id, element_id) DO UPDATE
SET version = excluded.version, version_nonce = excluded.version_nonce, is_deleted = excluded.is_deleted,
    changed_at = excluded.changed_at, rev = excluded.rev, rest = excluded.rest
WHERE (excluded.version, -excluded.version_nonce, excluded.is_deleted, excluded.rest COLLATE "C")
    > (board_elements.version, -board_elements.version_nonce, board_elements.is_deleted,
       board_elements.rest COLLATE "C");
