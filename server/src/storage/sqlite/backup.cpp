#include "storage/sqlite/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "storage/sqlite/connection.hpp"

namespace pomopomo::storage {
namespace {

constexpr Statement kCopy{"storage/sqlite.copy", "VACUUM INTO :file"};

// Only a log that is being recovered makes the copy wait.
constexpr std::chrono::seconds kPatience{5};

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view what, int error) {
  const auto text =
      fmt::format("{}: {}: {}", path.string(), what, std::generic_category().message(error));
  if (error == ENOSPC || error == EDQUOT) throw StorageFull(text);
  throw StorageError(text);
}

// An open file or directory.
class Opened {
 public:
  Opened(const std::filesystem::path& path, int flags)
      : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) refuse(path_, "cannot be opened", errno);
  }
  ~Opened() { ::close(descriptor_); }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  void sync() const {
    if (::fsync(descriptor_) != 0) refuse(path_, "cannot be synced", errno);
  }

 private:
  const std::filesystem::path& path_;
  int descriptor_;
};

// Removes an incomplete copy, however its making ended.
class Remove {
 public:
  explicit Remove(const std::filesystem::path& path) : path_(path) {}
  ~Remove() { ::unlink(path_.c_str()); }
  Remove(const Remove&) = delete;
  Remove& operator=(const Remove&) = delete;

 private:
  const std::filesystem::path& path_;
};

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

std::uint64_t back_up_sqlite(const std::filesystem::path& data_dir,
                             const std::filesystem::path& target) {
  const auto source = data_dir / "pomopomo.db";
  std::error_code unknown;
  if (!std::filesystem::exists(source, unknown)) {
    throw StorageError(fmt::format("data directory {}: has no database", data_dir.string()));
  }
  // Said before the work; what counts is that the renaming below replaces nothing.
  if (std::filesystem::exists(target, unknown)) refuse(target, "cannot be made", EEXIST);

  const std::filesystem::path partial = fmt::format("{}.{}.partial", target.string(), ::getpid());
  const Opened made(partial, O_RDWR | O_CREAT | O_EXCL);  // for its owner's eyes only
  const Remove incomplete(partial);
  {
    Connection connection(source, Connection::Mode::read_only, kPatience);
    connection.execute(kCopy, {{"file", partial.string()}});
  }
  made.sync();
  if (::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0) {
    refuse(target, "cannot be made", errno);
  }
  Opened(folder_of(target), O_RDONLY | O_DIRECTORY).sync();
  return std::filesystem::file_size(target);
}

}  // namespace pomopomo::storage
