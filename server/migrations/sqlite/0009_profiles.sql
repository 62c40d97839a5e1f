-- What people say of themselves, and who may see and do what with them. Settings are numbers, as accounts/profile/settings.hpp
-- has them; `links` is JSON, a list of addresses. `global_leaderboard` is null until it is chosen.

ALTER TABLE users ADD COLUMN username_changed_at INTEGER;
ALTER TABLE users ADD COLUMN bio TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN avatar TEXT;
ALTER TABLE users ADD COLUMN profile_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_presence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_room INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN show_stats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_streak INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN show_achievements INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN global_leaderboard INTEGER;
ALTER TABLE users ADD COLUMN friends_leaderboard INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN who_can_request INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN read_receipts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN hold_while_focusing INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN searchable INTEGER NOT NULL DEFAULT 1;

-- Every name that is somebody's, or was and is kept until then. Without a person: kept from everybody.
CREATE TABLE usernames (
  username TEXT PRIMARY KEY,
  user_id  INTEGER REFERENCES users (id) ON DELETE SET NULL,
  until_at INTEGER
);
CREATE INDEX usernames_user ON usernames (user_id);

-- Of whoever has an account: copied when they join.
ALTER TABLE participants ADD COLUMN username TEXT;
ALTER TABLE participants ADD COLUMN avatar TEXT;

-- Pictures of people, each a WebP. `name` is also in the person's row.
CREATE TABLE avatars (
  user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  name    TEXT   NOT NULL UNIQUE,
  data    BLOB   NOT NULL,
  made_at INTEGER NOT NULL
);
