-- For several processes on one database: each change of a room that tells something raises its revision and leaves its
-- events for the other processes, for some minutes.

ALTER TABLE rooms ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

CREATE TABLE room_events (
  room_id  BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  node     BIGINT NOT NULL,
  epoch    BIGINT NOT NULL,
  made_at  BIGINT NOT NULL,
  events   TEXT    NOT NULL,
  PRIMARY KEY (room_id, revision)
);
CREATE INDEX room_events_made ON room_events (made_at);
