-- What people report to the operators. `guest_id` is who sent it, if they were anybody yet; `context` is JSON, or null.

CREATE TABLE problem_reports (
  id       BIGINT PRIMARY KEY,
  made_at  BIGINT NOT NULL,
  guest_id BIGINT,
  name     TEXT,
  subject  TEXT,
  text     TEXT NOT NULL,
  context  TEXT
);
CREATE INDEX problem_reports_made ON problem_reports (made_at);
