#include "storage/migrations.hpp"

#include <fmt/format.h>

#include "storage/database.hpp"

namespace pomopomo::storage {

std::span<const Migration> pending_migrations(std::span<const Migration> known,
                                              std::span<const AppliedMigration> applied) {
  if (applied.size() > known.size()) {
    throw StorageError(
        fmt::format("the database has schema version {}, but this program knows only up to {}: "
                    "start a newer version of pomopomo",
                    applied.back().number, known.size()));
  }
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const Migration& step = known[i];
    if (applied[i].number == step.number && applied[i].checksum == step.checksum) continue;
    throw StorageError(
        fmt::format("the database was made by another migration {} ({:04}_{}) than this program's "
                    "{:04}_{}: released migrations must not change",
                    i + 1, applied[i].number, applied[i].name, step.number, step.name));
  }
  return known.subspan(applied.size());
}

}  // namespace pomopomo::storage
