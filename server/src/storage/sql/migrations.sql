-- The record of the schema's steps. The table is made before the first migration, so it is part of none.

-- name: create_table
CREATE TABLE IF NOT EXISTS schema_migrations (
  number BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at BIGINT NOT NULL
);

-- name: list
SELECT number, name, checksum FROM schema_migrations ORDER BY number;

-- name: insert
INSERT INTO schema_migrations (number, name, checksum, applied_at)
VALUES (:number, :name, :checksum, :applied_at);
