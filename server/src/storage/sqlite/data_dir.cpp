#include "storage/sqlite/data_dir.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "storage/database.hpp"

namespace pomopomo::storage {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view what, int error) {
  throw StorageError(fmt::format("data directory {}: {}: {}", path.string(), what,
                                 std::generic_category().message(error)));
}

}  // namespace

DataDir::DataDir(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error) refuse(path_, "cannot be made", error.value());
  lock_ = ::open((path_ / "pomopomo.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) refuse(path_, "cannot be written", errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  ::close(lock_);
  if (reason != EWOULDBLOCK) refuse(path_, "cannot be locked", reason);
  throw StorageError(
      fmt::format("data directory {}: in use by another pomopomo process", path_.string()));
}

DataDir::~DataDir() {
  ::close(lock_);
}

}  // namespace pomopomo::storage
