#pragma once
// Threads that read, each with a read-only connection. A transaction sees one snapshot: the state
// committed when its first statement ran. It neither blocks the writer nor waits for it.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "storage/job_queue.hpp"
#include "storage/sqlite/connection.hpp"

namespace pomopomo::storage {

class ReaderPool {
 public:
  // Requires: threads >= 1, and the file exists in WAL mode.
  ReaderPool(const std::filesystem::path& file, std::size_t threads, std::size_t queue_bound);
  ~ReaderPool() { close(); }
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  // Thread: any.
  void push(std::unique_ptr<Job> job) { queue_.push(std::move(job)); }
  // Finishes what is queued and ends the threads.
  void close();

 private:
  void loop(Connection& connection);

  JobQueue queue_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::thread> threads_;
};

}  // namespace pomopomo::storage
