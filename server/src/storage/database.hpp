#pragma once
// Durable truth: transactions of plain, blocking code on a database thread, awaited from an event
// loop.
//
//   auto room = co_await db.write([&](Transaction& tx) -> Result<Room> {
//     ... tx.query_one(sql::rooms::find_by_code, {{"code", code}}) ...
//     tx.after_commit([=] { emitter.to_room(...); });
//     return room;
//   });
//
// Guarantees
//  - `fn` runs in one transaction on a database thread; `co_await` resumes on the caller's executor
//    after COMMIT.
//  - `fn` that returns a `Result` holding an error, or throws, is rolled back: nothing of it stays.
//  - `fn` may run twice (a failed group, a lost connection), so its effects outside the transaction
//    belong in `after_commit`. Those run once, after COMMIT, before the caller resumes, in the
//    order of commits, on a database thread: they must be quick and must not throw.
//  - A statement that failed dooms its transaction: it is rolled back even if `fn` catches the
//    exception.
//  - Readers see the last committed state and never block the writer.
//  - Cancelling the awaiting coroutine does not stop a transaction: it resumes when that has ended,
//    so `fn` may refer to the coroutine's frame. An event loop that is destroyed waits for its
//    transactions.
// Errors: `StorageError` when the backend fails (disk full: `StorageFull`); `Overloaded` when the
// queue is full; `CommitUnknown` when nobody can tell whether the transaction happened.

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/asio.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "storage/statement.hpp"

namespace pomopomo::storage {

// The backend failed; but for CommitUnknown the transaction did not happen.
struct StorageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// No space left: writes fail until there is, reads go on.
struct StorageFull : StorageError {
  using StorageError::StorageError;
};
// The answer to COMMIT was lost and could not be learned since: the transaction may have happened,
// without its effects. Who must know reads again.
struct CommitUnknown : StorageError {
  using StorageError::StorageError;
};
// Too many transactions wait; nothing was started.
struct Overloaded : StorageError {
  using StorageError::StorageError;
};

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};
using Null = std::monostate;
// Text is UTF-8; every kind comes back exactly as it went in. PostgreSQL refuses a text with a NUL.
// Lists are for parameters only: a JSON array for SQLite's json_each(:ids), an array for
// PostgreSQL's unnest(:ids) and = ANY (:ids).
using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;
using Value = std::variant<Null, std::int64_t, double, std::string, Blob, Integers, Texts>;

// Turns what the product uses into a Value: bool and enums as integers, ids as integers, instants
// as epoch milliseconds, durations as their count, optional as NULL or its value; a vector of such
// integers or of texts as a list.
Value to_value(Null);
inline Value to_value(const Value& value) {
  return value;
}
Value to_value(double value);
Value to_value(std::string_view value);
Value to_value(Blob value);
inline Value to_value(const char* value) {
  return to_value(std::string_view(value));
}
inline Value to_value(const std::string& value) {
  return to_value(std::string_view(value));
}
template <std::integral I>
Value to_value(I value) {
  return static_cast<std::int64_t>(value);
}
template <class E>
  requires std::is_enum_v<E>
Value to_value(E value) {
  return static_cast<std::int64_t>(value);
}
template <class Tag>
Value to_value(Id<Tag> id) {
  return id.value;
}
inline Value to_value(TimePoint at) {
  return to_epoch_ms(at);
}
template <class Rep, class Period>
Value to_value(std::chrono::duration<Rep, Period> d) {
  return static_cast<std::int64_t>(d.count());
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value(Null{});
}

inline Value to_value(const Texts& values) {
  return values;
}
template <class T>
Value to_value(const std::vector<T>& values) {
  Integers list;
  list.reserve(values.size());
  for (const T& value : values) list.push_back(std::get<std::int64_t>(to_value(value)));
  return list;
}

struct Param {
  template <class T>
  Param(std::string_view n, const T& v) : name(n), value(to_value(v)) {}
  std::string_view name;  // without the colon
  Value value;
};
using Params = std::initializer_list<Param>;

// How many values each of the lists has. Throws: StorageError naming the one that is no list, or is
// shorter or longer.
std::size_t length_of_lists(std::string_view statement, Params lists);

// One row of an answer. Column access by name throws StorageError on an unknown name or a kind that
// does not fit.
class Row {
 public:
  Row(std::shared_ptr<const std::vector<std::string>> names, std::vector<Value> values)
      : names_(std::move(names)), values_(std::move(values)) {}
  bool is_null(std::string_view column) const;
  std::int64_t integer(std::string_view column) const;
  double real(std::string_view column) const;
  const std::string& text(std::string_view column) const;
  const std::string& blob(std::string_view column) const;
  bool boolean(std::string_view column) const { return integer(column) != 0; }
  TimePoint time(std::string_view column) const { return from_epoch_ms(integer(column)); }
  std::optional<TimePoint> optional_time(std::string_view column) const;
  std::optional<std::string> optional_text(std::string_view column) const;
  template <class I>
  I id(std::string_view column) const {
    return I{integer(column)};
  }
  template <class I>
  std::optional<I> optional_id(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional<I>(I{integer(column)});
  }

 private:
  const Value& at(std::string_view column) const;
  std::shared_ptr<const std::vector<std::string>> names_;
  std::vector<Value> values_;
};
using Rows = std::vector<Row>;

// The open transaction, valid inside `fn` only.
class Transaction {
 public:
  virtual ~Transaction() = default;
  // Runs one statement to its end. Requires: every parameter of the text is given, and no other.
  // Throws: StorageError naming the statement.
  virtual Rows query(const Statement& statement, Params params = {}) = 0;
  // Returns: rows changed.
  virtual std::int64_t execute(const Statement& statement, Params params = {}) = 0;
  // Runs a statement for each place of `lists`, which are all of one length: SQLite once a place,
  // with the values that stand there; PostgreSQL in one go, by a text of its own that unnests them.
  virtual void execute_each(const Statement& statement, Params lists) = 0;
  // Returns: the only row, if there is one. Throws: StorageError when there are several.
  std::optional<Row> query_one(const Statement& statement, Params params = {});
  // Runs `effect` once this transaction has committed (see the head of this file).
  void after_commit(std::move_only_function<void()> effect) {
    effects_.push_back(std::move(effect));
  }

 protected:
  std::vector<std::move_only_function<void()>> effects_;
};

// What `fn` decides about its transaction.
enum class Outcome { commit, roll_back };

class Database {
 public:
  virtual ~Database() = default;

  // Runs `fn(Transaction&)` and returns what it returns. Thread: any; resumes on the caller's
  // executor.
  template <class Fn>
  asio::awaitable<std::invoke_result_t<Fn&, Transaction&>> write(Fn fn) {
    return run(true, std::move(fn));
  }
  // The same on a reader; `fn` must not change anything.
  template <class Fn>
  asio::awaitable<std::invoke_result_t<Fn&, Transaction&>> read(Fn fn) {
    return run(false, std::move(fn));
  }

  // Lets write transactions start only while `may_write` says so; else they fail by StorageError.
  // Requires: set before the first of them. Thread of `may_write`: any.
  void gate_writes(std::function<bool()> may_write) { may_write_ = std::move(may_write); }

  // Brings the schema up to this program's version, each migration in one transaction.
  // Throws: StorageError when the schema is newer than this program knows, or differs from what it
  // would have made.
  virtual void migrate() = 0;
  // Makes ahead what time will ask for, such as partitions. `migrate` does it, too; call it daily.
  // Errors: as `write`; then there is time until the next day.
  virtual asio::awaitable<void> maintain() { co_return; }
  // False once writing has ended until the process starts anew, because the disk failed. Reading
  // may go on. Thread: any.
  virtual bool writable() const { return true; }
  // Finishes what is queued and ends the database threads. A transaction started afterwards fails
  // by StorageError.
  virtual void close() = 0;

 protected:
  using Work = std::function<Outcome(Transaction&)>;
  // Runs `work` in a transaction; completes after COMMIT or rollback, or with the exception `work`
  // or COMMIT threw.
  virtual asio::awaitable<void> run_work(bool writes, Work work) = 0;

 private:
  template <class T>
  static bool succeeded(const T& value) {
    if constexpr (requires {
                    value.has_value();
                    value.error();
                  })
      return value.has_value();
    return true;
  }

  template <class Fn>
  asio::awaitable<std::invoke_result_t<Fn&, Transaction&>> run(bool writes, Fn fn) {
    using T = std::invoke_result_t<Fn&, Transaction&>;
    if (writes && may_write_ && !may_write_())
      throw StorageError("writing is not allowed now: this process has lost touch with the others");
    if constexpr (std::is_void_v<T>) {
      co_await run_work(writes, [&fn](Transaction& tx) {
        fn(tx);
        return Outcome::commit;
      });
    } else {
      std::optional<T> answer;
      co_await run_work(writes, [&fn, &answer](Transaction& tx) {
        answer.emplace(fn(tx));
        return succeeded(*answer) ? Outcome::commit : Outcome::roll_back;
      });
      co_return std::move(*answer);
    }
  }

  std::function<bool()> may_write_;
};

}  // namespace pomopomo::storage
