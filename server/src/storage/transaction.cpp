#include "storage/transaction.hpp"

#include "core/log.hpp"

namespace pomopomo::storage {

void run_effects(std::vector<std::move_only_function<void()>>& effects) {
  for (auto& effect : effects) {
    try {
      effect();
    } catch (const std::exception& thrown) {
      log::error("after_commit_threw", {{"error", thrown.what()}});
    }
  }
}

}  // namespace pomopomo::storage
