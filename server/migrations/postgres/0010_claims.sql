-- What was decided about a guest's history, once. `secret_hash` is of the secret that was shown for it; `asked` counts how
-- often.
CREATE TABLE claims (
  guest_id    BIGINT PRIMARY KEY REFERENCES guests (id) ON DELETE CASCADE,
  secret_hash BYTEA  NOT NULL UNIQUE,
  user_id     BIGINT REFERENCES users (id) ON DELETE SET NULL,
  decision    BIGINT NOT NULL,
  decided_at  BIGINT NOT NULL,
  asked       BIGINT NOT NULL,
  rooms       BIGINT NOT NULL DEFAULT 0,
  focus_sec   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX claims_user ON claims (user_id);
