#pragma once
// Moves the write-ahead log into the database file, on a thread and a connection of its own, so
// that no COMMIT waits for it.
//
// Usually a passive checkpoint, which disturbs nobody. Under steady writes the log never gets empty
// that way; past kRestartPages one checkpoint holds the writer for a moment and lets the log begin
// anew.

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/disk_health.hpp"

namespace pomopomo::storage {

class Checkpointer {
 public:
  static constexpr int kPassivePages = 1000;   // 4 MiB
  static constexpr int kRestartPages = 16384;  // 64 MiB

  Checkpointer(const std::filesystem::path& file, DiskHealth& health);
  ~Checkpointer() { close(); }
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Tells how long the log is after a COMMIT. Cheap; called on the writer's thread.
  void log_grew_to(int pages);
  // Empties the log into the file and ends the thread.
  void close();

 private:
  void loop();
  void checkpoint(int mode);

  Connection connection_;
  DiskHealth& health_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int pages_ = 0;  // of the log
  int moved_ = 0;  // of them, already in the file
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace pomopomo::storage
