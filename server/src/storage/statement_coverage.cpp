#include "storage/statement_coverage.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "core/log.hpp"

namespace pomopomo::storage {
namespace {

int open_coverage_file() {
  const char* path = std::getenv("POMOPOMO_SQL_COVERAGE");
  if (!path) return -1;
  const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) log::warn("sql_coverage_unwritable", {{"path", path}});
  return file;
}

}  // namespace

void note_executed(std::string_view name) {
  static const int file = open_coverage_file();
  if (file < 0) return;
  // One append is atomic, also among the processes of a test run.
  const std::string line = std::string(name) + "\n";
  if (::write(file, line.data(), line.size()) < 0) log::warn("sql_coverage_unwritable");
}

}  // namespace pomopomo::storage
