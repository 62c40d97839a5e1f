#include "storage/sqlite/disk_health.hpp"

#include "core/log.hpp"

namespace pomopomo::storage {

void DiskHealth::fail(std::string_view why) {
  if (failed_.exchange(true, std::memory_order_acq_rel)) return;
  log::error("storage_failed", {{"why", why}, {"then", "writes are refused until a restart"}});
}

}  // namespace pomopomo::storage
