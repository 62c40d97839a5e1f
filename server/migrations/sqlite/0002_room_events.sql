-- For several processes on one database: each change of a room that tells something raises its revision and leaves its
-- events for the other processes, for some minutes.

ALTER TABLE rooms ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE TABLE room_events (
  room_id  INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  node     INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  made_at  INTEGER NOT NULL,
  events   TEXT    NOT NULL,
  PRIMARY KEY (room_id, revision)
) STRICT;
CREATE INDEX room_events_made ON room_events (made_at);
