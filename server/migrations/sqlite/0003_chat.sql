-- Chat, and who may not take part: `muted` people are not heard, `banned` ones do not come back. A room's messages are
-- numbered by `message_sequence` under the lock of its row.

ALTER TABLE participants ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participants ADD COLUMN banned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN message_sequence INTEGER NOT NULL DEFAULT 0;

-- `display_name` as it was then. `client_id` makes a message that is sent again the same one. A hidden message is seen by
-- its sender alone; of a deleted one the text is gone. `reactions` is JSON, {"heart": [member id, …], …}, or null.
CREATE TABLE room_messages (
  id             INTEGER PRIMARY KEY,
  room_id        INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,
  participant_id INTEGER NOT NULL,
  display_name   TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  client_id      TEXT    NOT NULL,
  sent_at        INTEGER NOT NULL,
  hidden         INTEGER NOT NULL,
  deleted        INTEGER NOT NULL DEFAULT 0,
  reactions      TEXT
) STRICT;
CREATE INDEX room_messages_room ON room_messages (room_id, sequence);
CREATE INDEX room_messages_retry ON room_messages (participant_id, client_id);
