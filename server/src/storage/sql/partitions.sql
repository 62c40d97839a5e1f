-- Only PostgreSQL has partitions; elsewhere nobody runs these.

-- name: can_make
SELECT to_regprocedure('make_partitions(bigint)') IS NOT NULL AS can_make;

-- name: make
SELECT make_partitions(CAST(extract(epoch FROM now()) * 1000 AS BIGINT)) AS made;
