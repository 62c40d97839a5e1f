-- Whiteboards. A room's board has the room's id; nothing else here knows of rooms.

ALTER TABLE rooms ADD COLUMN board_locked INTEGER NOT NULL DEFAULT 0;

-- `rev` rises with each flush of changes; what was written with it carries it. From `delete_after` on the board goes.
CREATE TABLE boards (
  id           INTEGER PRIMARY KEY,
  rev          INTEGER NOT NULL,
  delete_after INTEGER
) STRICT;
CREATE INDEX boards_retired ON boards (delete_after) WHERE delete_after IS NOT NULL;

-- `rest` is the element's JSON but for the members that are columns, without braces.
CREATE TABLE board_elements (
  board_id      INTEGER NOT NULL,
  element_id    TEXT    NOT NULL,
  version       INTEGER NOT NULL,
  version_nonce INTEGER NOT NULL,
  is_deleted    INTEGER NOT NULL,
  changed_at    INTEGER NOT NULL,
  rev           INTEGER NOT NULL,
  rest          TEXT    NOT NULL,
  PRIMARY KEY (board_id, element_id)
) STRICT;
CREATE INDEX board_elements_rev ON board_elements (board_id, rev);
CREATE INDEX board_elements_deleted ON board_elements (changed_at) WHERE is_deleted = 1;
