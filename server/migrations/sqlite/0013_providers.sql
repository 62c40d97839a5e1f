-- Sign-in with Google and GitHub: who has left for a provider, and who came back with another's address.

-- `provider` is the kind of the method; `user_id` who links a provider to the account, else null. The browser
-- holds what `browser_hash` is the hash of.
CREATE TABLE provider_flows (
  state_hash   BLOB    PRIMARY KEY,
  browser_hash BLOB    NOT NULL,
  provider     INTEGER NOT NULL,
  verifier     TEXT    NOT NULL,
  nonce        TEXT    NOT NULL,
  next         TEXT    NOT NULL,
  user_id      INTEGER REFERENCES users (id) ON DELETE CASCADE,
  expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_flows_expiry ON provider_flows (expires_at);
CREATE INDEX provider_flows_user ON provider_flows (user_id);

-- A provider vouched for an address that belongs to `user_id`, who has yet to prove it by an existing method.
CREATE TABLE pending_links (
  secret_hash BLOB    PRIMARY KEY,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  provider    INTEGER NOT NULL,
  subject     TEXT    NOT NULL,
  email       TEXT    NOT NULL,
  next        TEXT    NOT NULL,
  expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_links_expiry ON pending_links (expires_at);
CREATE INDEX pending_links_user ON pending_links (user_id);
