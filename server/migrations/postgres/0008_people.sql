-- People with accounts: who they are, how they sign in, which devices they are signed in on.

-- Whoever acts is a guest or a person with an account; their ids never collide.
ALTER TABLE participants RENAME COLUMN guest_id TO person_id;
ALTER TABLE attendance RENAME COLUMN guest_id TO person_id;
ALTER TABLE problem_reports RENAME COLUMN guest_id TO person_id;

-- `email` is the primary address, proven; `username` is null until the account is completed.
CREATE TABLE users (
  id           BIGINT PRIMARY KEY,
  role         BIGINT NOT NULL,
  username     TEXT UNIQUE,
  display_name TEXT   NOT NULL,
  email        TEXT UNIQUE,
  language     TEXT,
  time_zone    TEXT,
  created_at   BIGINT NOT NULL,
  suspended_at BIGINT,
  deleted_at   BIGINT
);

-- `subject` is how the method knows the person: an address, the provider's own id.
CREATE TABLE sign_in_methods (
  id           BIGINT PRIMARY KEY,
  user_id      BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind         BIGINT NOT NULL,
  subject      TEXT   NOT NULL,
  email        TEXT,
  created_at   BIGINT NOT NULL,
  last_used_at BIGINT,
  UNIQUE (kind, subject)
);
CREATE INDEX sign_in_methods_user ON sign_in_methods (user_id);

-- The secret is only in the browser's cookie. `address` is the network the person came from, not the address.
CREATE TABLE sessions (
  id                   BIGINT PRIMARY KEY,
  user_id              BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret_hash          BYTEA   NOT NULL UNIQUE,
  created_at           BIGINT NOT NULL,
  authenticated_at     BIGINT NOT NULL,
  last_used_at         BIGINT NOT NULL,
  awaits_second_factor BIGINT NOT NULL,
  user_agent           TEXT   NOT NULL,
  address              TEXT   NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id, last_used_at);

-- What happened to an account, for its owner.
CREATE TABLE security_log (
  id      BIGINT PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  address TEXT   NOT NULL,
  detail  TEXT
);
CREATE INDEX security_log_user ON security_log (user_id, id);

-- Sessions that have ended, for the other processes to close their connections; kept an hour.
CREATE TABLE invalidations (
  id         BIGINT PRIMARY KEY,
  user_id    BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  reason     TEXT   NOT NULL,
  at         BIGINT NOT NULL
);
CREATE INDEX invalidations_at ON invalidations (at);
