// The backends that keep the contract: one entry each.

#include "storage/database_contract.hpp"
#include "storage/postgres/fresh_database.hpp"
#include "storage/postgres/postgres_database.hpp"
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

class PostgresHome final : public BackendHome {
 public:
  explicit PostgresHome(const char* variable) : database_(variable) {}

  std::unique_ptr<Database> open(std::span<const Migration> steps,
                                 std::size_t queue_bound) override {
    return open_postgres({.url = database_.url(),
                          .connections = kConnections,
                          .queue_bound = queue_bound,
                          .deadline = kPatience,
                          .start_patience = kPatience,
                          .connect_patience = kPatience,
                          .migrations = steps});
  }
  std::size_t write_threads() const override { return kConnections; }
  std::string_view blob_type() const override { return "BYTEA"; }

 private:
  static constexpr std::size_t kConnections = 4;
  // Only a machine that has stopped reaches it: the times themselves are the matter of other tests.
  static constexpr std::chrono::minutes kPatience{1};
  FreshDatabase database_;
};

template <class Home, auto... arguments>
std::unique_ptr<BackendHome> make_home() {
  return std::make_unique<Home>(arguments...);
}

}  // namespace

// PostgreSQL is there when tools/with_postgres.py runs the tests.
std::vector<Backend> contract_backends() {
  std::vector<Backend> backends = {{"Sqlite", make_home<SqliteHome>}};
  if (test_postgres_url(kTestPostgres)) {
    backends.push_back({"Postgres", make_home<PostgresHome, kTestPostgres>});
    backends.push_back({"PgBouncer", make_home<PostgresHome, kTestPgBouncer>});
  }
  return backends;
}

}  // namespace pomopomo::storage
