-- Fills a migrated database with rooms that are over, each with its guest, queue, run and attendance: what a busy server
-- has after its last weeks. `:count` rooms; needs the tables of server/migrations/sqlite.
PRAGMA synchronous = OFF;
BEGIN;
CREATE TEMP TABLE past AS
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
  SELECT n AS id, printf('past%07d', n) AS code,
         -- Spread over the last four weeks; rooms stay for thirty days.
         CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - (:count - n + 1) * (2419200000 / :count) AS at
  FROM numbers;
INSERT INTO guests (id, secret_hash, display_name, created_at) SELECT id, CAST(code AS BLOB), 'Guest', at FROM past;
INSERT INTO rooms (id, code, theme, visibility, capacity, locked, auto_start_focus, auto_start_breaks, quiet_chat,
                   creator_id, host_id, creator_may_return, created_at, expires_at, closed_at,
                   timer_version, status, segment_index, planned_sec, remaining_ms, queue_version)
  SELECT id, code, 'tomato', 0, 20, 0, 1, 1, 0, id, id, 0, at, at + 1, at + 1, 9, 3, 0, 1500, 0, 1 FROM past;
INSERT INTO segments (id, room_id, position, kind, label, duration_sec, counts_as_focus)
  SELECT id, id, 0, 0, 'Focus', 1500, 1 FROM past;
INSERT INTO participants (id, room_id, person_id, display_name, joined_at, state, left_at)
  SELECT id, id, id, 'Guest', at, 0, at + 1 FROM past;
INSERT INTO runs (id, room_id, segment_id, kind, label, planned_sec, counts_as_focus, started_at, ended_at, end_reason)
  SELECT id, id, id, 0, 'Focus', 1500, 1, at, at + 1, 0 FROM past;
INSERT INTO attendance (id, room_id, participant_id, person_id, node, epoch, opened_at, closed_at)
  SELECT id, id, id, id, 0, 0, at, at + 1 FROM past;
COMMIT;
