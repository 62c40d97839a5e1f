-- What people say of themselves, and who may see and do what with them. Settings are numbers, as accounts/profile/settings.hpp
-- has them; `links` is JSON, a list of addresses. `global_leaderboard` is null until it is chosen.

ALTER TABLE users ADD COLUMN username_changed_at BIGINT;
ALTER TABLE users ADD COLUMN bio TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN avatar TEXT;
ALTER TABLE users ADD COLUMN profile_visibility BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_presence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_room BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN show_stats BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_streak BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_achievements BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN global_leaderboard BIGINT;
ALTER TABLE users ADD COLUMN friends_leaderboard BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN who_can_request BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN read_receipts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN hold_while_focusing BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN searchable BIGINT NOT NULL DEFAULT 1;

-- Every name that is somebody's, or was and is kept until then. Without a person: kept from everybody.
CREATE TABLE usernames (
  username TEXT PRIMARY KEY,
  user_id  BIGINT REFERENCES users (id) ON DELETE SET NULL,
  until_at BIGINT
);
CREATE INDEX usernames_user ON usernames (user_id);

-- Of whoever has an account: copied when they join.
ALTER TABLE participants ADD COLUMN username TEXT;
ALTER TABLE participants ADD COLUMN avatar TEXT;

-- Pictures of people, each a WebP. `name` is also in the person's row.
CREATE TABLE avatars (
  user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  name    TEXT   NOT NULL UNIQUE,
  data    BYTEA  NOT NULL,
  made_at BIGINT NOT NULL
);
