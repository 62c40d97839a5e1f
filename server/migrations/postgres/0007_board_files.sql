-- Images on whiteboards, as this program wrote them. `data` is last: what is counted is read without it.

CREATE TABLE board_files (
  board_id   BIGINT  NOT NULL,
  id         TEXT    NOT NULL,
  mime_type  TEXT    NOT NULL,
  width      BIGINT  NOT NULL,
  height     BIGINT  NOT NULL,
  size       BIGINT  NOT NULL,
  created_at BIGINT  NOT NULL,
  data       BYTEA   NOT NULL,
  PRIMARY KEY (board_id, id)
);
