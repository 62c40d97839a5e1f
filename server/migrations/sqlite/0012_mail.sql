-- Mail: what waits to be sent, and the sign-ins that wait for somebody to read theirs.

-- `data` is a JSON object of the values the texts name. A sender holds a row until `leased_until`; 0: nobody does.
CREATE TABLE outbox (
  id           INTEGER PRIMARY KEY,
  recipient    TEXT    NOT NULL,
  kind         INTEGER NOT NULL,
  language     TEXT    NOT NULL,
  data         TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  attempts     INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at);

-- Link and code of a mail. Only the browser that asked holds the secret behind `browser_hash`, and the code is hashed
-- together with it.
CREATE TABLE sign_in_tokens (
  id           INTEGER PRIMARY KEY,
  email        TEXT    NOT NULL UNIQUE,
  token_hash   BLOB    NOT NULL UNIQUE,
  browser_hash BLOB    NOT NULL UNIQUE,
  code_hash    BLOB    NOT NULL,
  next         TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  expires_at   INTEGER NOT NULL,
  tries        INTEGER NOT NULL,
  used_at      INTEGER
) STRICT;
CREATE INDEX sign_in_tokens_expires ON sign_in_tokens (expires_at);
