#pragma once
// What the storage layer tells Prometheus. Thread: any.

#include <chrono>
#include <cstddef>

namespace pomopomo::storage {

enum class Kind { read, write };
enum class Ending { committed, rolled_back, failed, overloaded };

// pomopomo_storage_transactions_total{kind, outcome}
void count_transaction(Kind kind, Ending ending);
// pomopomo_storage_queue_depth{kind}, of all databases of the process: `change` more or fewer wait.
void change_queue_depth(Kind kind, int change);
// pomopomo_storage_group_transactions: how many transactions shared one COMMIT, and
// pomopomo_storage_commit_seconds: how long that COMMIT took.
void observe_commit(std::size_t transactions, std::chrono::nanoseconds took);

}  // namespace pomopomo::storage
