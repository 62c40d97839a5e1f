-- Mail: what waits to be sent, and the sign-ins that wait for somebody to read theirs.

-- `data` is a JSON object of the values the texts name. A sender holds a row until `leased_until`; 0: nobody does.
CREATE TABLE outbox (
  id           BIGINT  PRIMARY KEY,
  recipient    TEXT    NOT NULL,
  kind         BIGINT  NOT NULL,
  language     TEXT    NOT NULL,
  data         TEXT    NOT NULL,
  created_at   BIGINT  NOT NULL,
  expires_at   BIGINT  NOT NULL,
  due_at       BIGINT  NOT NULL,
  leased_until BIGINT  NOT NULL,
  attempts     BIGINT  NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at);

-- Link and code of a mail. Only the browser that asked holds the secret behind `browser_hash`, and the code is hashed
-- together with it.
CREATE TABLE sign_in_tokens (
  id           BIGINT  PRIMARY KEY,
  email        TEXT    NOT NULL UNIQUE,
  token_hash   BYTEA    NOT NULL UNIQUE,
  browser_hash BYTEA    NOT NULL UNIQUE,
  code_hash    BYTEA    NOT NULL,
  next         TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  expires_at   BIGINT  NOT NULL,
  tries        BIGINT  NOT NULL,
  used_at      BIGINT
);
CREATE INDEX sign_in_tokens_expires ON sign_in_tokens (expires_at);
