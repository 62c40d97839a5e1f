#include "storage/postgres/reach.hpp"

#include "core/log.hpp"

namespace pomopomo::storage::postgres {

void Reach::gained() {
  std::lock_guard lock(mutex_);
  if (++connected_ > 1) return;
  queue_.resume();
  log::info("database_reached");
}

void Reach::lost() {
  std::lock_guard lock(mutex_);
  if (--connected_ > 0) return;
  queue_.suspend();
  log::error("database_out_of_reach");
}

void Reach::missed() {
  std::lock_guard lock(mutex_);
  // Also at the beginning, when there was none to lose.
  if (connected_ == 0) queue_.suspend();
}

}  // namespace pomopomo::storage::postgres
