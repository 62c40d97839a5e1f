#include "storage/sqlite/reader_pool.hpp"

#include "storage/metrics.hpp"
#include "storage/transaction.hpp"

namespace pomopomo::storage {
namespace {

constexpr Statement kBegin{"storage/sqlite.begin_read", "BEGIN"};
constexpr Statement kEnd{"storage/sqlite.end_read", "ROLLBACK"};
// Readers wait only for a log that is being recovered.
constexpr std::chrono::seconds kPatience{5};

void run_read(Connection& connection, Job& job) {
  std::exception_ptr error;
  bool succeeded = false;
  std::vector<std::move_only_function<void()>> effects;
  try {
    connection.execute(kBegin);
    ConnectionTransaction transaction(connection);
    succeeded = transaction.run(job);
    error = transaction.error();
    if (succeeded) effects = transaction.take_effects();
    if (connection.in_transaction()) connection.execute(kEnd);
  } catch (const StorageError&) {
    error = std::current_exception();
  }
  if (!error) run_effects(effects);
  count_transaction(Kind::read, error       ? Ending::failed
                                : succeeded ? Ending::committed
                                            : Ending::rolled_back);
  job.complete(std::move(error));
}

}  // namespace

ReaderPool::ReaderPool(const std::filesystem::path& file, std::size_t threads,
                       std::size_t queue_bound)
    : queue_(queue_bound) {
  for (std::size_t i = 0; i < threads; ++i) {
    connections_.push_back(
        std::make_unique<Connection>(file, Connection::Mode::read_only, kPatience));
  }
  for (auto& connection : connections_) {
    threads_.emplace_back([this, &connection] { loop(*connection); });
  }
}

void ReaderPool::close() {
  queue_.close();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void ReaderPool::loop(Connection& connection) {
  while (auto job = queue_.pop()) run_read(connection, *job);
}

}  // namespace pomopomo::storage
