#pragma once
// The directory that holds the database, for this process alone.

#include <filesystem>

namespace pomopomo::storage {

class DataDir {
 public:
  // Makes the directory if it is missing and takes its lock (flock on `pomopomo.lock`) until
  // destruction or the process's end. Throws: StorageError naming the directory when it cannot be
  // made or written, or when another process holds it.
  explicit DataDir(std::filesystem::path path);
  ~DataDir();
  DataDir(const DataDir&) = delete;
  DataDir& operator=(const DataDir&) = delete;

  std::filesystem::path database_file() const { return path_ / "pomopomo.db"; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace pomopomo::storage
