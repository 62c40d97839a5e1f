#pragma once
// One connection to PostgreSQL, or to a PgBouncer before it. libpq is used non-blocking, so that no
// call lasts beyond the deadline whatever the other side does. Thread: one at a time.
//
// Nothing of a session is used that PgBouncer's transaction pooling would mix up: statements are
// unnamed, nothing is SET outside a transaction. Once an answer did not come or the connection
// broke, it is `usable` no more.

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/database.hpp"
#include "storage/postgres/statement_text.hpp"

namespace pomopomo::storage::postgres {

class Connection {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Connects, and waits until a statement is answered.
  // Throws: Refused, ConnectionLost.
  Connection(const std::string& url, Time deadline);

  // Until when the calls below may last; each throws ConnectionLost after it.
  void set_deadline(Time deadline) { deadline_ = deadline; }
  bool usable() const { return !abandoned_ && PQstatus(handle_.get()) == CONNECTION_OK; }

  // Throws: StorageError, RunAgain or ConnectionLost.
  Rows query(const Statement& statement, Params params = {});
  // Returns: rows changed.
  std::int64_t execute(const Statement& statement, Params params = {});
  void execute_each(const Statement& statement, Params lists);
  // Runs statements without parameters in one round trip; `what` names them in errors.
  // Returns: the rows of the last one.
  Rows run_script(const std::string& script, std::string_view what);

  // Another text after each crash of the server: what it said about a transaction before may not
  // hold then.
  const std::string& incarnation() const { return incarnation_; }

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  struct Clear {
    void operator()(PGresult* answer) const { PQclear(answer); }
  };
  using Answer = std::unique_ptr<PGresult, Clear>;

  void connect(const std::string& url);
  Answer run(const Statement& statement, Params params);
  // Sends what libpq holds and waits for the last answer, or the first failed one.
  Answer await_answer(std::string_view what);
  void flush(std::string_view what);
  // Waits until the socket is ready for `events` (of poll).
  void await_socket(short events, std::string_view what);
  // Closes the connection: what it still might answer is of no use. Throws ConnectionLost.
  [[noreturn]] void abandon(std::string_view what, std::string_view why);

  std::unique_ptr<PGconn, Finish> handle_;
  Time deadline_;
  bool abandoned_ = false;
  std::string incarnation_;
  // By the text's address: statements live as long as the program.
  std::unordered_map<const char*, StatementText> texts_;
};

}  // namespace pomopomo::storage::postgres
