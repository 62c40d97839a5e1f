-- What people report to the operators. `guest_id` is who sent it, if they were anybody yet; `context` is JSON, or null.

CREATE TABLE problem_reports (
  id       INTEGER PRIMARY KEY,
  made_at  INTEGER NOT NULL,
  guest_id INTEGER,
  name     TEXT,
  subject  TEXT,
  text     TEXT NOT NULL,
  context  TEXT
) STRICT;
CREATE INDEX problem_reports_made ON problem_reports (made_at);
