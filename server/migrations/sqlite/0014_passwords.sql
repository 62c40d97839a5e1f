-- Passwords and second factors.

-- `is_short`: shorter than is allowed without a second factor.
CREATE TABLE passwords (
  user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  hash       TEXT    NOT NULL,
  is_short   INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- A mail that lets its reader choose another password.
CREATE TABLE password_resets (
  user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  token_hash BLOB    NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT;

-- The password of somebody who has yet to show that the address is theirs.
ALTER TABLE sign_in_tokens ADD COLUMN password_hash TEXT;

-- `secret` is sealed; it counts once a code of it has been shown. `last_step`: of the last code taken.
CREATE TABLE second_factors (
  user_id      INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret       BLOB    NOT NULL,
  made_at      INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step    INTEGER NOT NULL
) STRICT;

CREATE TABLE backup_codes (
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash BLOB    NOT NULL,
  used_at   INTEGER,
  PRIMARY KEY (user_id, code_hash)
) STRICT;

-- A code by mail for somebody who is signed in, to show once more who they are.
CREATE TABLE mailed_codes (
  user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  code_hash  BLOB    NOT NULL,
  expires_at INTEGER NOT NULL,
  tries      INTEGER NOT NULL
) STRICT;

-- Browsers somebody has signed in with: others who guess do not lock them out.
CREATE TABLE known_devices (
  id          INTEGER PRIMARY KEY,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret_hash BLOB    NOT NULL UNIQUE
) STRICT;
CREATE INDEX known_devices_user ON known_devices (user_id, id);
