-- name: find
SELECT beat_at FROM nodes WHERE number = :number;

-- name: seize
-- For the one process of an embedded database: its last holder is dead.
INSERT INTO nodes (number, epoch, beat_at) VALUES (:number, :now, :now)
ON CONFLICT (number) DO UPDATE SET epoch = excluded.epoch, beat_at = excluded.beat_at;

-- name: lease
-- A number nobody holds: new, or given back and silent for a while. Nothing comes back when all are held, or when another
-- process was faster.
-- Only where processes share a database: PostgreSQL.
INSERT INTO nodes (number, epoch, beat_at)
SELECT free.number, :now, :now
FROM unnest(CAST(:numbers AS bigint[])) AS free (number)
WHERE NOT EXISTS (SELECT 1 FROM nodes n WHERE n.number = free.number AND (n.epoch <> 0 OR n.beat_at > :silent_since))
ORDER BY free.number LIMIT 1
ON CONFLICT (number) DO UPDATE SET epoch = excluded.epoch, beat_at = excluded.beat_at
WHERE nodes.epoch = 0 AND nodes.beat_at <= :silent_since
RETURNING number, epoch;

-- name: time
-- The database's own clock, in epoch milliseconds.
-- Only where processes share a database: PostgreSQL.
SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now;

-- name: beat
-- Changes nothing when the lease is lost.
UPDATE nodes SET beat_at = :now WHERE number = :number AND epoch = :epoch;

-- name: fence
-- Declares silent nodes dead: a negative epoch matches no heartbeat any more.
UPDATE nodes SET epoch = -epoch WHERE epoch > 0 AND beat_at < :silent_since;

-- name: list_dead
SELECT number, -epoch AS epoch, beat_at FROM nodes WHERE epoch < 0;

-- name: free
-- Gives a number back, at the end of a process or once what a dead one left is cleared up.
UPDATE nodes SET epoch = 0 WHERE number = :number AND (epoch = :epoch OR epoch = -:epoch);
