-- name: find
SELECT beat_at FROM nodes WHERE number = :number;

-- name: lease
INSERT INTO nodes (number, epoch, beat_at) VALUES (:number, :epoch, :now)
ON CONFLICT (number) DO UPDATE SET epoch = excluded.epoch, beat_at = excluded.beat_at;

-- name: beat
-- Changes nothing when another epoch holds the number.
UPDATE nodes SET beat_at = :now WHERE number = :number AND epoch = :epoch;
