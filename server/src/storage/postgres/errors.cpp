#include "storage/postgres/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace pomopomo::storage::postgres {
namespace {

constexpr std::string_view kDiskFull = "53100";
constexpr std::string_view kSerializationFailure = "40001";
constexpr std::string_view kDeadlock = "40P01";
// Of the server at start: authorisation, no such database, no privilege.
constexpr std::array<std::string_view, 4> kRefusals = {"28000", "28P01", "3D000", "42501"};

// PgBouncer gives one state to all its refusals, also to those it passes on.
bool refused_by_pgbouncer(std::string_view state, std::string_view text) {
  constexpr std::array<std::string_view, 3> kSigns = {"authentication failed", "does not exist",
                                                      "no such"};
  const auto is_in_text = [&](std::string_view sign) { return text.find(sign) != text.npos; };
  return state == "08P01" && std::ranges::any_of(kSigns, is_in_text);
}

std::string_view or_empty(const char* text) {
  return text ? text : "";
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

// The SQLSTATE in a verbose message, "FATAL:  28P01: password …"; empty if it has none.
std::string_view state_in(std::string_view message) {
  constexpr std::string_view kBefore = ":  ";
  for (auto at = message.find(kBefore); at != message.npos; at = message.find(kBefore, at + 1)) {
    const auto state = message.substr(at + kBefore.size(), 5);
    const auto is_of_state = [](unsigned char c) { return std::isdigit(c) || std::isupper(c); };
    if (state.size() == 5 && std::ranges::all_of(state, is_of_state)) return state;
  }
  return {};
}

}  // namespace

void throw_failure(const PGresult* answer, std::string_view what) {
  const auto state = or_empty(PQresultErrorField(answer, PG_DIAG_SQLSTATE));
  const auto message =
      fmt::format("{}: {} (PostgreSQL {})", what,
                  or_empty(PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY)), state);
  if (state == kDiskFull) throw StorageFull(message);
  if (state == kSerializationFailure || state == kDeadlock) throw RunAgain(message);
  throw StorageError(message);
}

void throw_connect_failure(PGconn* connection) {
  const std::string_view text = or_empty(PQerrorMessage(connection));
  const auto state = state_in(text);
  const auto message = fmt::format("connecting to PostgreSQL: {}", first_line(text));
  if (std::ranges::find(kRefusals, state) != kRefusals.end() || refused_by_pgbouncer(state, text) ||
      PQconnectionNeedsPassword(connection)) {
    throw Refused(message);
  }
  throw ConnectionLost(message);
}

}  // namespace pomopomo::storage::postgres
