-- Tasks of segments, and what guests propose to the host. A room that never had any is not asked for them.

ALTER TABLE rooms ADD COLUMN has_tasks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN has_proposals INTEGER NOT NULL DEFAULT 0;

-- `owner_id` is the participant whose private task it is, 0 for the segment's public one.
CREATE TABLE room_tasks (
  segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  owner_id   INTEGER NOT NULL,
  room_id    INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  text       TEXT    NOT NULL,
  done       INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (segment_id, owner_id)
) STRICT;
CREATE INDEX room_tasks_room ON room_tasks (room_id, owner_id);

-- `payload` is JSON as the contract has it. `display_name` as it was then.
CREATE TABLE proposals (
  id             INTEGER PRIMARY KEY,
  room_id        INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  participant_id INTEGER NOT NULL,
  display_name   TEXT    NOT NULL,
  type           INTEGER NOT NULL,
  payload        TEXT    NOT NULL,
  status         INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  decided_at     INTEGER
) STRICT;
CREATE INDEX proposals_room ON proposals (room_id, id);
