-- name: lease
INSERT INTO nodes (number, epoch, beat_at)
SELECT free.number, :now, :now
FROM unnest(CAST(:numbers AS bigint[])) AS free (number)
WHERE NOT EXISTS (SELECT 1 FROM nodes n WHERE n.number = free.number AND (n.epoch <> 0 OR n.beat_at > :silent_since))
ORDER BY free.number LIMIT 1
ON CONFLICT (number) DO UPDATE SET epoch = excluded.epoch, beat_at = excluded.beat_at
WHERE nodes.epoch = 0 AND nodes.beat_at <= :silent_since
RETURNING number, epoch;

-- name: time
SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now;
