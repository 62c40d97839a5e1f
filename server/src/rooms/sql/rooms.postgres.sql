-- name: lock
SELECT *, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS database_now FROM rooms WHERE id = :id
FOR UPDATE;

-- name: lock_all
SELECT id FROM rooms WHERE id = ANY (CAST(:ids AS bigint[])) ORDER BY id FOR UPDATE;

-- name: lock_by_code
SELECT *, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS database_now FROM rooms WHERE code = :code
FOR UPDATE;

-- name: list_due
-- Not those that somebody is settling just now.
SELECT id, due_at FROM rooms WHERE due_at IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT :limit
FOR UPDATE SKIP LOCKED;
