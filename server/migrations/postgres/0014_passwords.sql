-- Passwords and second factors.

-- `is_short`: shorter than is allowed without a second factor.
CREATE TABLE passwords (
  user_id    BIGINT  PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  hash       TEXT    NOT NULL,
  is_short   BIGINT  NOT NULL,
  changed_at BIGINT  NOT NULL
);

-- A mail that lets its reader choose another password.
CREATE TABLE password_resets (
  user_id    BIGINT  PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  token_hash BYTEA   NOT NULL UNIQUE,
  expires_at BIGINT  NOT NULL
);

-- The password of somebody who has yet to show that the address is theirs.
ALTER TABLE sign_in_tokens ADD COLUMN password_hash TEXT;

-- `secret` is sealed; it counts once a code of it has been shown. `last_step`: of the last code taken.
CREATE TABLE second_factors (
  user_id      BIGINT  PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret       BYTEA   NOT NULL,
  made_at      BIGINT  NOT NULL,
  confirmed_at BIGINT ,
  last_step    BIGINT  NOT NULL
);

CREATE TABLE backup_codes (
  user_id   BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash BYTEA   NOT NULL,
  used_at   BIGINT ,
  PRIMARY KEY (user_id, code_hash)
);

-- A code by mail for somebody who is signed in, to show once more who they are.
CREATE TABLE mailed_codes (
  user_id    BIGINT  PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  code_hash  BYTEA   NOT NULL,
  expires_at BIGINT  NOT NULL,
  tries      BIGINT  NOT NULL
);

-- Browsers somebody has signed in with: others who guess do not lock them out.
CREATE TABLE known_devices (
  id          BIGINT  PRIMARY KEY,
  user_id     BIGINT  NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret_hash BYTEA   NOT NULL UNIQUE
);
CREATE INDEX known_devices_user ON known_devices (user_id, id);
