-- Guests, rooms with their queue and timer, members, and what the focus ledger will be settled from: runs and attendance.
-- Instants are epoch milliseconds (`…_at`), durations say their unit, booleans are 0 or 1, enums are numbers of the code.

-- A process that serves: its lease of a node number, and when it was last known to live.
CREATE TABLE nodes (
  number  INTEGER PRIMARY KEY,
  epoch   INTEGER NOT NULL,
  beat_at INTEGER NOT NULL
) STRICT;

-- The secret itself is only in the guest's cookie; the id is public and opens nothing.
CREATE TABLE guests (
  id           INTEGER PRIMARY KEY,
  secret_hash  BLOB    NOT NULL UNIQUE,
  display_name TEXT    NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE rooms (
  id                 INTEGER PRIMARY KEY,
  code               TEXT    NOT NULL UNIQUE,
  name               TEXT,
  theme              TEXT    NOT NULL,
  visibility         INTEGER NOT NULL,
  capacity           INTEGER NOT NULL,
  locked             INTEGER NOT NULL,
  auto_start_focus   INTEGER NOT NULL,
  auto_start_breaks  INTEGER NOT NULL,
  quiet_chat         INTEGER NOT NULL,
  creator_id         INTEGER NOT NULL,
  host_id            INTEGER NOT NULL,
  creator_may_return INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  expires_at         INTEGER NOT NULL,
  closed_at          INTEGER,
  -- The timer, as rooms/timer.hpp has it.
  timer_version      INTEGER NOT NULL,
  status             INTEGER NOT NULL,
  segment_index      INTEGER NOT NULL,
  ends_at            INTEGER,
  paused_at          INTEGER,
  run_id             INTEGER,
  run_started_at     INTEGER,
  planned_sec        INTEGER NOT NULL,
  remaining_ms       INTEGER NOT NULL,
  queue_version      INTEGER NOT NULL,
  -- The next event of any kind, and the part of it that membership decides.
  members_due_at     INTEGER,
  due_at             INTEGER
) STRICT;
CREATE INDEX rooms_due ON rooms (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX rooms_public ON rooms (id) WHERE visibility = 1 AND closed_at IS NULL;
CREATE INDEX rooms_closed ON rooms (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE segments (
  id              INTEGER PRIMARY KEY,
  room_id         INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  kind            INTEGER NOT NULL,
  label           TEXT    NOT NULL,
  duration_sec    INTEGER NOT NULL,
  counts_as_focus INTEGER NOT NULL
) STRICT;
CREATE INDEX segments_room ON segments (room_id, position);

-- A person in a room: state 2 here, 1 away (in the grace after the last connection), 0 gone. `left_at` is when the last
-- connection closed, null while here.
CREATE TABLE participants (
  id           INTEGER PRIMARY KEY,
  room_id      INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  guest_id     INTEGER NOT NULL,
  display_name TEXT    NOT NULL,
  joined_at    INTEGER NOT NULL,
  state        INTEGER NOT NULL,
  left_at      INTEGER,
  kicked_until INTEGER,
  UNIQUE (room_id, guest_id)
) STRICT;
CREATE INDEX participants_guest ON participants (guest_id);
CREATE INDEX participants_present ON participants (room_id, joined_at) WHERE state > 0;

-- One activation of one segment, frozen as it was when it started. Outlives its room.
CREATE TABLE runs (
  id              INTEGER PRIMARY KEY,
  room_id         INTEGER NOT NULL,
  segment_id      INTEGER NOT NULL,
  kind            INTEGER NOT NULL,
  label           TEXT    NOT NULL,
  planned_sec     INTEGER NOT NULL,
  counts_as_focus INTEGER NOT NULL,
  started_at      INTEGER NOT NULL,
  ended_at        INTEGER,
  end_reason      INTEGER
) STRICT;
CREATE INDEX runs_room ON runs (room_id, id);

-- When a run really ran; pauses lie between. The last one is open while it runs.
CREATE TABLE run_intervals (
  run_id     INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  PRIMARY KEY (run_id, ordinal)
) STRICT;

-- One connection's stay in one room. Open rows of a node that died count as closed at its last beat. Outlives its room.
CREATE TABLE attendance (
  id             INTEGER PRIMARY KEY,
  room_id        INTEGER NOT NULL,
  participant_id INTEGER NOT NULL,
  guest_id       INTEGER NOT NULL,
  node           INTEGER NOT NULL,
  epoch          INTEGER NOT NULL,
  opened_at      INTEGER NOT NULL,
  closed_at      INTEGER
) STRICT;
CREATE INDEX attendance_room ON attendance (room_id, opened_at);
CREATE INDEX attendance_guest ON attendance (guest_id, opened_at);
CREATE INDEX attendance_open ON attendance (participant_id) WHERE closed_at IS NULL;
CREATE INDEX attendance_open_node ON attendance (node, epoch) WHERE closed_at IS NULL;
