#pragma once
// For tests: a disk that can be full or fail to sync, and that counts syncs. While an object lives,
// every connection that is opened goes through it. Thread: any for the switches.

#include <sqlite3.h>

#include <atomic>
#include <new>
#include <string_view>

namespace pomopomo::storage {

class FaultyDisk {
 public:
  FaultyDisk() : vfs_(*sqlite3_vfs_find(nullptr)), real_(sqlite3_vfs_find(nullptr)) {
    vfs_.zName = "faulty";
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.pAppData = this;
    vfs_.xOpen = open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  // Requires: all connections are closed.
  ~FaultyDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  std::atomic<bool> full = false;             // every write fails as without space
  std::atomic<bool> write_fails = false;      // every write fails as on a broken disk
  std::atomic<bool> log_sync_fails = false;   // every sync of the write-ahead log fails
  std::atomic<bool> file_sync_fails = false;  // every sync of another file fails
  std::atomic<int> log_syncs = 0;             // successful syncs of the write-ahead log

 private:
  // What SQLite holds for an open file; the real one follows it in memory.
  struct File : sqlite3_file {
    FaultyDisk* disk;
    bool is_log;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static File* self(sqlite3_file* file) { return static_cast<File*>(file); }

  // Hands a method through to the real file.
  template <auto method, class... Args>
  static auto forward(sqlite3_file* file, Args... args) {
    sqlite3_file* real = self(file)->real();
    return (real->pMethods->*method)(real, args...);
  }
  static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    if (self(file)->disk->full) return SQLITE_FULL;
    if (self(file)->disk->write_fails) return SQLITE_IOERR_WRITE;
    return forward<&sqlite3_io_methods::xWrite>(file, data, size, at);
  }
  static int sync(sqlite3_file* file, int flags) {
    const FaultyDisk& disk = *self(file)->disk;
    if (self(file)->is_log ? disk.log_sync_fails : disk.file_sync_fails) return SQLITE_IOERR_FSYNC;
    const int code = forward<&sqlite3_io_methods::xSync>(file, flags);
    if (code == SQLITE_OK && self(file)->is_log) ++self(file)->disk->log_syncs;
    return code;
  }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    using M = sqlite3_io_methods;
    static constexpr M kMethods = {
        .iVersion = 2,
        .xClose = forward<&M::xClose>,
        .xRead = forward<&M::xRead, void*, int, sqlite3_int64>,
        .xWrite = write,
        .xTruncate = forward<&M::xTruncate, sqlite3_int64>,
        .xSync = sync,
        .xFileSize = forward<&M::xFileSize, sqlite3_int64*>,
        .xLock = forward<&M::xLock, int>,
        .xUnlock = forward<&M::xUnlock, int>,
        .xCheckReservedLock = forward<&M::xCheckReservedLock, int*>,
        .xFileControl = forward<&M::xFileControl, int, void*>,
        .xSectorSize = forward<&M::xSectorSize>,
        .xDeviceCharacteristics = forward<&M::xDeviceCharacteristics>,
        .xShmMap = forward<&M::xShmMap, int, int, int, void volatile**>,
        .xShmLock = forward<&M::xShmLock, int, int, int>,
        .xShmBarrier = forward<&M::xShmBarrier>,
        .xShmUnmap = forward<&M::xShmUnmap, int>,
        .xFetch = nullptr,
        .xUnfetch = nullptr,
    };
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    File* opened = new (file) File{{nullptr}, disk, (flags & SQLITE_OPEN_WAL) != 0};
    const int code = disk->real_->xOpen(disk->real_, name, opened->real(), flags, out);
    if (opened->real()->pMethods) opened->pMethods = &kMethods;
    return code;
  }

  sqlite3_vfs vfs_;
  sqlite3_vfs* real_;
};

}  // namespace pomopomo::storage
