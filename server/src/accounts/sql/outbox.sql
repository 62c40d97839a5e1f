-- name: insert
INSERT INTO outbox (id, recipient, kind, language, data, created_at, expires_at, due_at, leased_until, attempts)
VALUES (:id, :recipient, :kind, :language, :data, :now, :expires_at, :now, 0, 0);

-- name: next_due
-- When there is something to send; null: nothing waits.
SELECT min(CASE WHEN due_at > leased_until THEN due_at ELSE leased_until END) AS at FROM outbox;

-- name: claim
-- The mail that waits longest, for one sender until then. Of several processes that ask at once one gets it.
UPDATE outbox SET leased_until = :until, attempts = attempts + 1
WHERE id = (SELECT id FROM outbox WHERE due_at <= :now AND leased_until <= :now ORDER BY due_at, id LIMIT 1)
  AND leased_until <= :now
RETURNING id, recipient, kind, language, data, created_at, expires_at, attempts;

-- name: put_back
UPDATE outbox SET due_at = :due_at, leased_until = 0 WHERE id = :id AND attempts = :attempts;

-- name: remove
DELETE FROM outbox WHERE id = :id;

-- name: end_leases
-- Of a process that has gone.
UPDATE outbox SET leased_until = 0 WHERE leased_until > 0;
