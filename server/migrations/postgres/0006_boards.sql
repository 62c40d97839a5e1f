-- Whiteboards. A room's board has the room's id; nothing else here knows of rooms.

ALTER TABLE rooms ADD COLUMN board_locked BIGINT NOT NULL DEFAULT 0;

-- `rev` rises with each flush of changes; what was written with it carries it. From `delete_after` on the board goes.
CREATE TABLE boards (
  id           BIGINT PRIMARY KEY,
  rev          BIGINT NOT NULL,
  delete_after BIGINT
);
CREATE INDEX boards_retired ON boards (delete_after) WHERE delete_after IS NOT NULL;

-- `rest` is the element's JSON but for the members that are columns, without braces.
CREATE TABLE board_elements (
  board_id      BIGINT NOT NULL,
  element_id    TEXT    NOT NULL,
  version       BIGINT NOT NULL,
  version_nonce BIGINT NOT NULL,
  is_deleted    BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  rev           BIGINT NOT NULL,
  rest          TEXT    NOT NULL,
  PRIMARY KEY (board_id, element_id)
);
CREATE INDEX board_elements_rev ON board_elements (board_id, rev);
CREATE INDEX board_elements_deleted ON board_elements (changed_at) WHERE is_deleted = 1;
