-- What people have set, for all their devices. `value` is JSON; `changed_at` is when it was set on the device.
CREATE TABLE preferences (
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name       TEXT   NOT NULL,
  value      TEXT   NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, name)
);

-- Rooms that people have marked.
CREATE TABLE favorites (
  user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  room_id  INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, room_id)
);
CREATE INDEX favorites_room ON favorites (room_id);
