#pragma once
// One database thread with one connection: takes transactions from the queue and runs them.
//
// A transaction that met a deadlock, a conflict or a broken connection before its COMMIT runs
// again. When the answer to COMMIT is lost, a new connection asks what became of it. Nothing lasts
// longer than the deadline, counted from when the transaction was queued.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "storage/job_queue.hpp"
#include "storage/postgres/commit_order.hpp"
#include "storage/postgres/connection.hpp"
#include "storage/postgres/reach.hpp"
#include "storage/transaction.hpp"

namespace pomopomo::storage::postgres {

class Worker {
 public:
  // What all workers of a database share.
  struct Shared {
    const std::string url;
    const std::chrono::nanoseconds deadline;
    const std::chrono::nanoseconds connect_patience;
    JobQueue queue;
    CommitOrder order = {};
    Reach reach{queue};
  };

  // Starts the thread, which connects by itself.
  explicit Worker(Shared& shared);
  // Requires: the queue is closed. Waits for the thread, which finishes what is queued.
  ~Worker() { thread_.join(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  using Time = Connection::Time;
  using PostgresTransaction = ConnectionTransaction<Connection>;
  enum class Fate { committed, aborted, unknown };

  void loop();
  // Tries until there is a connection or the queue is closed.
  void reconnect();
  void connect(Time deadline);
  void drop_connection();
  void drop_broken_connection();

  void run(std::unique_ptr<Job> job);
  // These complete the job, or throw RunAgain or another StorageError when it has not happened.
  void read(std::unique_ptr<Job>& job);
  void write(std::unique_ptr<Job>& job);
  void commit(std::unique_ptr<Job>& job, PostgresTransaction& transaction, const std::string& id);
  // Ends the transaction without a trace.
  void roll_back();
  // What became of the transaction whose COMMIT got no answer.
  Fate find_out(const std::string& id, const std::string& incarnation, Time deadline);

  Shared& shared_;
  std::optional<Connection> connection_;
  std::thread thread_;
};

}  // namespace pomopomo::storage::postgres
