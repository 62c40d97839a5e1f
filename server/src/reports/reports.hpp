#pragma once
// Problems that people tell us about, kept for the operators: `pomopomo reports` prints them.

#include <optional>
#include <string>
#include <vector>

#include "core/asio.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::reports {

using ReportId = Id<struct ReportTag>;

// Where it happened, as the page says and the person has agreed to tell.
struct Context {
  std::optional<std::string> browser;
  std::optional<std::string> page;
  std::optional<std::string> room_code;
  std::optional<std::string> connection;
};

// What somebody sends; kinds of values checked, lengths not.
struct NewReport {
  std::string text;
  std::optional<std::string> subject;
  std::optional<std::string> name;
  std::optional<Context> context;
};

struct Report {
  ReportId id;
  TimePoint made_at;
  std::optional<PersonId> person;
  std::optional<std::string> name;
  std::optional<std::string> subject;
  std::string text;
  std::optional<std::string> context;  // JSON
};

class Reports {
 public:
  Reports(storage::Database& db, const Clock& clock, IdGenerator& ids)
      : db_(db), clock_(clock), ids_(ids) {}

  // Keeps a report for 180 days. Errors: invalid (text, subject, name, context.*).
  asio::awaitable<Result<ReportId>> add(std::optional<PersonId> person, NewReport input);

 private:
  storage::Database& db_;
  const Clock& clock_;
  IdGenerator& ids_;
};

// Newest first.
asio::awaitable<std::vector<Report>> list_reports(storage::Database& db, std::int64_t limit);

// As operators read it: JSON on one line.
std::string to_line(const Report& report);

}  // namespace pomopomo::reports
