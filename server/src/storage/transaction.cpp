#include "storage/transaction.hpp"

#include "core/log.hpp"

namespace pomopomo::storage {

void run_effects(const std::vector<std::function<void()>>& effects) {
  for (const auto& effect : effects) {
    try {
      effect();
    } catch (const std::exception& thrown) {
      log::error("after_commit_threw", {{"error", thrown.what()}});
    }
  }
}

}  // namespace pomopomo::storage
