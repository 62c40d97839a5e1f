-- People with accounts: who they are, how they sign in, which devices they are signed in on.

-- Whoever acts is a guest or a person with an account; their ids never collide.
ALTER TABLE participants RENAME COLUMN guest_id TO person_id;
ALTER TABLE attendance RENAME COLUMN guest_id TO person_id;
ALTER TABLE problem_reports RENAME COLUMN guest_id TO person_id;

-- `email` is the primary address, proven; `username` is null until the account is completed.
CREATE TABLE users (
  id           INTEGER PRIMARY KEY,
  role         INTEGER NOT NULL,
  username     TEXT UNIQUE,
  display_name TEXT    NOT NULL,
  email        TEXT UNIQUE,
  language     TEXT,
  time_zone    TEXT,
  created_at   INTEGER NOT NULL,
  suspended_at INTEGER,
  deleted_at   INTEGER
) STRICT;

-- `subject` is how the method knows the person: an address, the provider's own id.
CREATE TABLE sign_in_methods (
  id           INTEGER PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind         INTEGER NOT NULL,
  subject      TEXT    NOT NULL,
  email        TEXT,
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  UNIQUE (kind, subject)
) STRICT;
CREATE INDEX sign_in_methods_user ON sign_in_methods (user_id);

-- The secret is only in the browser's cookie. `address` is the network the person came from, not the address.
CREATE TABLE sessions (
  id                   INTEGER PRIMARY KEY,
  user_id              INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret_hash          BLOB    NOT NULL UNIQUE,
  created_at           INTEGER NOT NULL,
  authenticated_at     INTEGER NOT NULL,
  last_used_at         INTEGER NOT NULL,
  awaits_second_factor INTEGER NOT NULL,
  user_agent           TEXT    NOT NULL,
  address              TEXT    NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id, last_used_at);

-- What happened to an account, for its owner.
CREATE TABLE security_log (
  id      INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind    TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  address TEXT    NOT NULL,
  detail  TEXT
) STRICT;
CREATE INDEX security_log_user ON security_log (user_id, id);

-- Sessions that have ended, for the other processes to close their connections; kept an hour.
CREATE TABLE invalidations (
  id         INTEGER PRIMARY KEY,
  user_id    INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX invalidations_at ON invalidations (at);
