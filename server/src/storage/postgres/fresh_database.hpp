#pragma once
// For tests: an empty PostgreSQL database of its own, dropped with all it holds. The servers are
// those of tools/with_postgres.py.

#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "storage/postgres/connection.hpp"

namespace pomopomo::storage {

// The URL of a role that may create databases, straight or through PgBouncer.
inline std::optional<std::string> test_postgres_url(const char* variable) {
  const char* url = std::getenv(variable);
  return url ? std::optional<std::string>(url) : std::nullopt;
}
inline constexpr const char kTestPostgres[] = "POMOPOMO_TEST_POSTGRES";
inline constexpr const char kTestPgBouncer[] = "POMOPOMO_TEST_PGBOUNCER";

// Both, or none when the tests run without that tool.
inline std::vector<const char*> test_postgres_variables() {
  if (!test_postgres_url(kTestPostgres)) return {};
  return {kTestPostgres, kTestPgBouncer};
}

class FreshDatabase {
 public:
  // `variable` says how `url` gets to it.
  explicit FreshDatabase(const char* variable = kTestPostgres)
      : base_(test_postgres_url(variable).value()) {
    command("CREATE DATABASE " + name_);
  }
  ~FreshDatabase() { command("DROP DATABASE " + name_ + " WITH (FORCE)"); }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  std::string url() const { return base_.substr(0, base_.rfind('/') + 1) + name_; }
  const std::string& name() const { return name_; }

 private:
  static void command(const std::string& sql) {
    postgres::Connection(*test_postgres_url(kTestPostgres),
                         std::chrono::steady_clock::now() + std::chrono::minutes(1))
        .run_script(sql, "test");
  }
  static std::string make_name() {
    static int made = 0;
    return "test_" + std::to_string(::getpid()) + "_" + std::to_string(++made);
  }

  const std::string base_;
  const std::string name_ = make_name();
};

}  // namespace pomopomo::storage
