-- Images on whiteboards, as this program wrote them. `data` is last: what is counted is read without it.

CREATE TABLE board_files (
  board_id   INTEGER NOT NULL,
  id         TEXT    NOT NULL,
  mime_type  TEXT    NOT NULL,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  data       BLOB    NOT NULL,
  PRIMARY KEY (board_id, id)
) STRICT;
