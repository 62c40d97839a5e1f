-- Guests, rooms with their queue and timer, members, and what the focus ledger will be settled from: runs and attendance.
-- Instants are epoch milliseconds (`…_at`), durations say their unit, booleans are 0 or 1, enums are numbers of the code.

-- A process that serves: its lease of a node number, and when it was last known to live.
CREATE TABLE nodes (
  number  BIGINT PRIMARY KEY,
  epoch   BIGINT NOT NULL,
  beat_at BIGINT NOT NULL
);

-- The secret itself is only in the guest's cookie; the id is public and opens nothing.
CREATE TABLE guests (
  id           BIGINT PRIMARY KEY,
  secret_hash  BYTEA  NOT NULL UNIQUE,
  display_name TEXT   NOT NULL,
  created_at   BIGINT NOT NULL
);

CREATE TABLE rooms (
  id                 BIGINT PRIMARY KEY,
  code               TEXT   NOT NULL UNIQUE,
  name               TEXT,
  theme              TEXT   NOT NULL,
  visibility         BIGINT NOT NULL,
  capacity           BIGINT NOT NULL,
  locked             BIGINT NOT NULL,
  auto_start_focus   BIGINT NOT NULL,
  auto_start_breaks  BIGINT NOT NULL,
  quiet_chat         BIGINT NOT NULL,
  creator_id         BIGINT NOT NULL,
  host_id            BIGINT NOT NULL,
  creator_may_return BIGINT NOT NULL,
  created_at         BIGINT NOT NULL,
  expires_at         BIGINT NOT NULL,
  closed_at          BIGINT,
  -- The timer, as rooms/timer.hpp has it.
  timer_version      BIGINT NOT NULL,
  status             BIGINT NOT NULL,
  segment_index      BIGINT NOT NULL,
  ends_at            BIGINT,
  paused_at          BIGINT,
  run_id             BIGINT,
  run_started_at     BIGINT,
  planned_sec        BIGINT NOT NULL,
  remaining_ms       BIGINT NOT NULL,
  queue_version      BIGINT NOT NULL,
  -- The next event of any kind, and the part of it that membership decides.
  members_due_at     BIGINT,
  due_at             BIGINT
);
CREATE INDEX rooms_due ON rooms (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX rooms_public ON rooms (id) WHERE visibility = 1 AND closed_at IS NULL;
CREATE INDEX rooms_closed ON rooms (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE segments (
  id              BIGINT PRIMARY KEY,
  room_id         BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  position        BIGINT NOT NULL,
  kind            BIGINT NOT NULL,
  label           TEXT   NOT NULL,
  duration_sec    BIGINT NOT NULL,
  counts_as_focus BIGINT NOT NULL
);
CREATE INDEX segments_room ON segments (room_id, position);

-- A person in a room: state 2 here, 1 away (in the grace after the last connection), 0 gone. `left_at` is when the last
-- connection closed, null while here.
CREATE TABLE participants (
  id           BIGINT PRIMARY KEY,
  room_id      BIGINT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  guest_id     BIGINT NOT NULL,
  display_name TEXT   NOT NULL,
  joined_at    BIGINT NOT NULL,
  state        BIGINT NOT NULL,
  left_at      BIGINT,
  kicked_until BIGINT,
  UNIQUE (room_id, guest_id)
);
CREATE INDEX participants_guest ON participants (guest_id);
CREATE INDEX participants_present ON participants (room_id, joined_at) WHERE state > 0;

-- One activation of one segment, frozen as it was when it started. Outlives its room. A partition a month.
CREATE TABLE runs (
  id              BIGINT PRIMARY KEY,
  room_id         BIGINT NOT NULL,
  segment_id      BIGINT NOT NULL,
  kind            BIGINT NOT NULL,
  label           TEXT   NOT NULL,
  planned_sec     BIGINT NOT NULL,
  counts_as_focus BIGINT NOT NULL,
  started_at      BIGINT NOT NULL,
  ended_at        BIGINT,
  end_reason      BIGINT
) PARTITION BY RANGE (id);
CREATE TABLE runs_default PARTITION OF runs DEFAULT;
CREATE INDEX runs_room ON runs (room_id, id);

-- When a run really ran; pauses lie between. The last one is open while it runs.
CREATE TABLE run_intervals (
  run_id     BIGINT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  ordinal    BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT,
  PRIMARY KEY (run_id, ordinal)
);

-- One connection's stay in one room. Open rows of a node that died count as closed at its last beat. Outlives its room.
-- A partition a day.
CREATE TABLE attendance (
  id             BIGINT PRIMARY KEY,
  room_id        BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  guest_id       BIGINT NOT NULL,
  node           BIGINT NOT NULL,
  epoch          BIGINT NOT NULL,
  opened_at      BIGINT NOT NULL,
  closed_at      BIGINT
) PARTITION BY RANGE (id);
CREATE TABLE attendance_default PARTITION OF attendance DEFAULT;
CREATE INDEX attendance_room ON attendance (room_id, opened_at);
CREATE INDEX attendance_guest ON attendance (guest_id, opened_at);
CREATE INDEX attendance_open ON attendance (participant_id) WHERE closed_at IS NULL;
CREATE INDEX attendance_open_node ON attendance (node, epoch) WHERE closed_at IS NULL;

-- Partitions, by the time that an id begins with: milliseconds since 2025-01-01, then 22 other bits. They are made ahead,
-- as plain tables that are then attached, which keeps nobody from reading and writing. What finds no partition lies in
-- `…_default`: nothing is lost, but a partition for a time of which rows lie there is not made any more.
CREATE FUNCTION make_partition(parent TEXT, name TEXT, from_at TIMESTAMP, to_at TIMESTAMP) RETURNS BIGINT
LANGUAGE plpgsql AS $$
DECLARE
  first_id BIGINT := (CAST(extract(epoch FROM from_at) * 1000 AS BIGINT) - 1735689600000) << 22;
  end_id   BIGINT := (CAST(extract(epoch FROM to_at) * 1000 AS BIGINT) - 1735689600000) << 22;
  is_late  BOOLEAN;
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN 0;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id >= %s AND id < %s)', parent || '_default', first_id, end_id)
  INTO is_late;
  IF is_late THEN
    RETURN 0;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, name, first_id, end_id);
  RETURN 1;
END $$;

-- Makes what is missing from the day before `at_ms` (epoch milliseconds) until 15 days, or 4 months, after it, and says
-- how many. With the rights of its owner, so that a role that may only read and write can call it.
CREATE FUNCTION make_partitions(at_ms BIGINT) RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  at   TIMESTAMP := to_timestamp(at_ms / 1000.0) AT TIME ZONE 'UTC';
  made BIGINT := 0;
  step TIMESTAMP;
BEGIN
  IF abs(at_ms - extract(epoch FROM now()) * 1000) > 366 * 86400000::BIGINT THEN
    RAISE EXCEPTION 'partitions are made for about now, not for %', at;
  END IF;
  PERFORM pg_advisory_xact_lock(7063122);  -- several processes may want them at once
  FOR step IN SELECT * FROM generate_series(date_trunc('day', at) - interval '1 day', at + interval '15 days', '1 day') LOOP
    made := made + make_partition('attendance', 'attendance_' || to_char(step, 'YYYY_MM_DD'), step, step + interval '1 day');
  END LOOP;
  FOR step IN SELECT * FROM generate_series(date_trunc('month', at - interval '1 day'), at + interval '4 months', '1 month') LOOP
    made := made + make_partition('runs', 'runs_' || to_char(step, 'YYYY_MM'), step, step + interval '1 month');
  END LOOP;
  RETURN made;
END $$;

-- Nobody's tables of the same names come before ours in a function that runs with our rights.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION make_partitions(BIGINT) SET search_path = %I, pg_temp', current_schema());
END $$;
