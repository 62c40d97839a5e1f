#pragma once
// The one thread that writes, with group commit.
//
// What waits in the queue runs as one group: BEGIN IMMEDIATE, each transaction as a savepoint, one
// COMMIT that syncs for all. A group takes what is queued and what arrives meanwhile, up to
// `max_group` transactions or `max_group_time`; it never waits for company. Callers are resumed
// after COMMIT, in order, and so are those that rolled back: what they saw may have come from a
// neighbour in the group.
//
// When SQLite rolls the whole group back (a full disk does that), the transaction that met the
// failure fails; the others run again, each in a group of its own. When COMMIT itself fails by the
// disk, nothing is ever written again (DiskHealth).

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "storage/job_queue.hpp"
#include "storage/sqlite/checkpointer.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/disk_health.hpp"

namespace pomopomo::storage {

class Writer {
 public:
  struct Limits {
    std::size_t queue_bound;
    std::size_t max_group;
    std::chrono::nanoseconds max_group_time;
  };

  Writer(const std::filesystem::path& file, Limits limits, Checkpointer& checkpointer,
         DiskHealth& health);
  ~Writer() { close(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Thread: any.
  void push(std::unique_ptr<Job> job) { queue_.push(std::move(job)); }
  // Finishes what is queued and ends the thread.
  void close();

 private:
  struct Member {
    std::unique_ptr<Job> job;
    std::exception_ptr error = {};
    bool committed = false;
    std::vector<std::move_only_function<void()>> effects = {};
  };
  using Group = std::vector<Member>;

  void loop();
  void run_group(std::unique_ptr<Job> first, bool grows);
  // Runs the job as a savepoint. Returns: false when SQLite has rolled the whole group back.
  bool run_member(Member& member);
  void commit(Group& group);
  // Rolls the group back; its member `culprit` completes as it is, the others run again, each
  // alone.
  void retry_without(Group& group, std::size_t culprit);
  // Rolls the group back; all its members fail by `error`.
  void give_up(Group& group, const std::exception_ptr& error);
  void roll_back();
  static void complete(Member& member);

  Connection connection_;
  const Limits limits_;
  DiskHealth& health_;
  JobQueue queue_;
  std::thread thread_;
};

}  // namespace pomopomo::storage
