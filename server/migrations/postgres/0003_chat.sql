-- Chat, and who may not take part: `muted` people are not heard, `banned` ones do not come back. A room's messages are
-- numbered by `message_sequence` under the lock of its row.

ALTER TABLE participants ADD COLUMN muted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE participants ADD COLUMN banned BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN message_sequence BIGINT NOT NULL DEFAULT 0;

-- `display_name` as it was then. `client_id` makes a message that is sent again the same one. A hidden message is seen by
-- its sender alone; of a deleted one the text is gone. `reactions` is JSON, {"heart": [member id, …], …}, or null.
-- A partition a month.
CREATE TABLE room_messages (
  id             BIGINT PRIMARY KEY,
  room_id        BIGINT NOT NULL,
  sequence       BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  display_name   TEXT   NOT NULL,
  text           TEXT   NOT NULL,
  client_id      TEXT   NOT NULL,
  sent_at        BIGINT NOT NULL,
  hidden         BIGINT NOT NULL,
  deleted        BIGINT NOT NULL DEFAULT 0,
  reactions      TEXT
) PARTITION BY RANGE (id);
CREATE TABLE room_messages_default PARTITION OF room_messages DEFAULT;
CREATE INDEX room_messages_room ON room_messages (room_id, sequence);
CREATE INDEX room_messages_retry ON room_messages (participant_id, client_id);

-- Makes what is missing from the day before `at_ms` (epoch milliseconds) until 15 days, or 4 months, after it, and says
-- how many. With the rights of its owner, so that a role that may only read and write can call it.
CREATE OR REPLACE FUNCTION make_partitions(at_ms BIGINT) RETURNS BIGINT
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
    made := made + make_partition('room_messages', 'room_messages_' || to_char(step, 'YYYY_MM'), step,
                                  step + interval '1 month');
  END LOOP;
  RETURN made;
END $$;

-- Nobody's tables of the same names come before ours in a function that runs with our rights.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION make_partitions(BIGINT) SET search_path = %I, pg_temp', current_schema());
END $$;
