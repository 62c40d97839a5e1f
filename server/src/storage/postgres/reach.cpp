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

}  // namespace pomopomo::storage::postgres
