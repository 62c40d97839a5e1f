#include "reports/reports.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/text.hpp"
#include "reports/sql.hpp"

namespace pomopomo::reports {

namespace {

constexpr std::size_t kMaxText = 4'000;  // code points, as all below
constexpr std::size_t kMaxSubject = 120;
constexpr std::size_t kMaxName = 50;
constexpr std::size_t kMaxContext = 400;  // each part of it
constexpr Millis kKeep = std::chrono::hours(24 * 180);

// Cleans `text` in place. A line of nothing is nothing.
Result<void> check_line(std::optional<std::string>& text, std::string_view field, std::size_t max) {
  if (!text) return {};
  auto cleaned = clean_line(*text);
  if (!cleaned) return fail_field(field, "not_utf8", fmt::format("{} must be valid UTF-8.", field));
  if (length_in_code_points(*cleaned) > max) {
    return fail_field(field, "too_long",
                      fmt::format("{} must be at most {} characters.", field, max));
  }
  text = cleaned->empty() ? std::nullopt : std::optional(std::move(*cleaned));
  return {};
}

Result<void> check(NewReport& report) {
  auto text = clean_lines(report.text);
  if (!text) return fail_field("text", "not_utf8", "text must be valid UTF-8.");
  if (text->empty()) return fail_field("text", "empty", "text must say what happened.");
  if (length_in_code_points(*text) > kMaxText) {
    return fail_field("text", "too_long",
                      fmt::format("text must be at most {} characters.", kMaxText));
  }
  report.text = std::move(*text);
  if (auto subject = check_line(report.subject, "subject", kMaxSubject); !subject) return subject;
  if (auto name = check_line(report.name, "name", kMaxName); !name) return name;
  if (!report.context) return {};
  auto& context = *report.context;
  const std::array parts{std::pair(&context.browser, "context.browser"),
                         std::pair(&context.page, "context.page"),
                         std::pair(&context.room_code, "context.roomCode"),
                         std::pair(&context.connection, "context.connection")};
  for (const auto& [part, field] : parts) {
    if (auto checked = check_line(*part, field, kMaxContext); !checked) return checked;
  }
  return {};
}

std::optional<std::string> to_text(const std::optional<Context>& context) {
  if (!context) return std::nullopt;
  return json::serialize(json::object{{"browser", encode(context->browser)},
                                      {"page", encode(context->page)},
                                      {"roomCode", encode(context->room_code)},
                                      {"connection", encode(context->connection)}});
}

}  // namespace

asio::awaitable<Result<ReportId>> Reports::add(std::optional<PersonId> person, NewReport input) {
  if (auto checked = check(input); !checked) co_return std::unexpected(checked.error());
  const auto id = ids_.next<ReportId>();
  const auto now = clock_.now();
  co_await db_.write([&](storage::Transaction& tx) {
    tx.execute(sql::reports::delete_old, {{"before", now - kKeep}});
    tx.execute(sql::reports::insert, {{"id", id},
                                      {"made_at", now},
                                      {"person_id", person},
                                      {"name", input.name},
                                      {"subject", input.subject},
                                      {"text", input.text},
                                      {"context", to_text(input.context)}});
  });
  co_return id;
}

asio::awaitable<std::vector<Report>> list_reports(storage::Database& db, std::int64_t limit) {
  co_return co_await db.read([limit](storage::Transaction& tx) {
    std::vector<Report> reports;
    for (const auto& row : tx.query(sql::reports::list, {{"limit", limit}})) {
      reports.push_back({.id = row.id<ReportId>("id"),
                         .made_at = row.time("made_at"),
                         .person = row.optional_id<PersonId>("person_id"),
                         .name = row.optional_text("name"),
                         .subject = row.optional_text("subject"),
                         .text = row.text("text"),
                         .context = row.optional_text("context")});
    }
    return reports;
  });
}

std::string to_line(const Report& report) {
  return json::serialize(json::object{
      {"id", report.id.str()},
      {"madeAt", to_epoch_ms(report.made_at)},
      {"personId", report.person ? json::value(report.person->str()) : json::value(nullptr)},
      {"name", encode(report.name)},
      {"subject", encode(report.subject)},
      {"text", report.text},
      {"context", report.context ? json::parse(*report.context) : json::value(nullptr)}});
}

}  // namespace pomopomo::reports
