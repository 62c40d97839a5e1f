#include "storage/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "storage/postgres/errors.hpp"
#include "storage/postgres/values.hpp"
#include "storage/statement_coverage.hpp"

namespace pomopomo::storage::postgres {
namespace {

// A crash throws all statistics away, and only then is this time another one (but for a
// superuser's command, which does no harm here).
constexpr auto kIncarnation =
    "SELECT coalesce(stats_reset::text, '') AS incarnation FROM pg_stat_wal";

// What libpq says of a bad URL would show the password.
void check_url(const std::string& url) {
  PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
  if (!options) throw Refused("the database's URL is not postgresql://user:password@host/name");
  PQconninfoFree(options);
}

bool has_failed(const PGresult* answer) {
  const auto status = PQresultStatus(answer);
  return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

}  // namespace

Connection::Connection(const std::string& url, Time deadline) : deadline_(deadline) {
  connect(url);
  if (PQsetnonblocking(handle_.get(), 1) != 0) abandon("connecting", "no memory");
  // PgBouncer takes connections also while it has no server.
  incarnation_ = run_script(kIncarnation, "connecting").at(0).text("incarnation");
}

void Connection::connect(const std::string& url) {
  check_url(url);
  constexpr std::array keys = {"dbname", "fallback_application_name", "client_encoding",
                               static_cast<const char*>(nullptr)};
  const std::array values = {url.c_str(), "pomopomo", "UTF8", static_cast<const char*>(nullptr)};
  constexpr int kExpandUrl = 1;
  handle_.reset(PQconnectStartParams(keys.data(), values.data(), kExpandUrl));
  if (!handle_) throw StorageError("out of memory");
  PQsetErrorVerbosity(handle_.get(), PQERRORS_VERBOSE);
  PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
  if (PQstatus(handle_.get()) == CONNECTION_BAD) throw_connect_failure(handle_.get());
  for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;) {
    if (next == PGRES_POLLING_FAILED) throw_connect_failure(handle_.get());
    await_socket(next == PGRES_POLLING_READING ? POLLIN : POLLOUT, "connecting to PostgreSQL");
    next = PQconnectPoll(handle_.get());
  }
}

Rows Connection::query(const Statement& statement, Params params) {
  return to_rows(run(statement, params).get());
}

std::int64_t Connection::execute(const Statement& statement, Params params) {
  const auto answer = run(statement, params);
  if (std::string_view(PQcmdStatus(answer.get())).starts_with("SELECT")) return 0;
  const char* changed = PQcmdTuples(answer.get());
  return *changed ? std::stoll(changed) : 0;
}

void Connection::execute_each(const Statement& statement, Params lists) {
  length_of_lists(statement.name, lists);
  execute(statement, lists);
}

Rows Connection::run_script(const std::string& script, std::string_view what) {
  if (!PQsendQuery(handle_.get(), script.c_str())) abandon(what, PQerrorMessage(handle_.get()));
  return to_rows(await_answer(what).get());
}

Connection::Answer Connection::run(const Statement& statement, Params params) {
  const bool has_own = !statement.postgres.empty();
  const auto text = has_own ? statement.postgres : statement.text;
  auto found = texts_.find(text.data());
  if (found == texts_.end()) {
    note_executed(fmt::format("{}{}", statement.name, has_own ? "@postgres" : ""));
    found = texts_.emplace(text.data(), number_parameters(text)).first;
  }
  const Bindings bound(statement.name, found->second, params);
  constexpr int kTextAnswers = 0;
  if (!PQsendQueryParams(handle_.get(), found->second.sql.c_str(), bound.count(), bound.types(),
                         bound.values(), bound.lengths(), bound.formats(), kTextAnswers)) {
    abandon(statement.name, PQerrorMessage(handle_.get()));
  }
  return await_answer(statement.name);
}

Connection::Answer Connection::await_answer(std::string_view what) {
  flush(what);
  Answer kept;
  while (true) {
    while (PQisBusy(handle_.get())) {
      await_socket(POLLIN, what);
      // A connection that broke may still have left an answer to read.
      if (!PQconsumeInput(handle_.get())) break;
    }
    Answer next(PQgetResult(handle_.get()));
    if (!next) break;
    if (!kept || !has_failed(kept.get())) kept = std::move(next);
  }
  if (PQstatus(handle_.get()) != CONNECTION_OK) abandon(what, PQerrorMessage(handle_.get()));
  if (has_failed(kept.get())) throw_failure(kept.get(), what);
  return kept;
}

void Connection::flush(std::string_view what) {
  for (int left = PQflush(handle_.get()); left != 0; left = PQflush(handle_.get())) {
    if (left < 0) return;  // the answer to read says why
    await_socket(POLLIN | POLLOUT, what);
    if (!PQconsumeInput(handle_.get())) return;
  }
}

void Connection::await_socket(short events, std::string_view what) {
  using std::chrono::milliseconds;
  pollfd socket{.fd = PQsocket(handle_.get()), .events = events, .revents = 0};
  while (true) {
    const auto left = std::chrono::ceil<milliseconds>(deadline_ - std::chrono::steady_clock::now());
    if (left <= milliseconds(0)) abandon(what, "no answer in time");
    const int ready = ::poll(&socket, 1, static_cast<int>(left.count()));
    if (ready > 0) return;
    if (ready < 0 && errno != EINTR) abandon(what, "poll failed");
  }
}

void Connection::abandon(std::string_view what, std::string_view why) {
  abandoned_ = true;
  throw ConnectionLost(fmt::format("{}: {}", what, why.substr(0, why.find('\n'))));
}

}  // namespace pomopomo::storage::postgres
