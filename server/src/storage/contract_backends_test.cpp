// The backends that keep the contract: one entry each.

#include "storage/database_contract.hpp"
#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

class SqliteHome final : public BackendHome {
 public:
  std::unique_ptr<Database> open(std::span<const Migration> steps,
                                 std::size_t queue_bound) override {
    return open_sqlite(
        {.data_dir = directory_.path(), .queue_bound = queue_bound, .migrations = steps});
  }
  std::size_t write_threads() const override { return 1; }
  std::string_view blob_type() const override { return "BLOB"; }

 private:
  TempDir directory_;
};

}  // namespace

std::vector<Backend> contract_backends() {
  return {
      {"Sqlite", [] -> std::unique_ptr<BackendHome> { return std::make_unique<SqliteHome>(); }}};
}

}  // namespace pomopomo::storage
