-- What was decided about a guest's history, once. `secret_hash` is of the secret that was shown for it; `asked` counts how
-- often.
CREATE TABLE claims (
  guest_id    INTEGER PRIMARY KEY REFERENCES guests (id) ON DELETE CASCADE,
  secret_hash BLOB   NOT NULL UNIQUE,
  user_id     INTEGER REFERENCES users (id) ON DELETE SET NULL,
  decision    INTEGER NOT NULL,
  decided_at  INTEGER NOT NULL,
  asked       INTEGER NOT NULL,
  rooms       INTEGER NOT NULL DEFAULT 0,
  focus_sec   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX claims_user ON claims (user_id);
