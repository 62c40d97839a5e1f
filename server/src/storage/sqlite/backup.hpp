#pragma once
// A copy of a data directory's database, taken while a server may be using it.

#include <cstdint>
#include <filesystem>

namespace pomopomo::storage {

// Copies the database of `data_dir`, as it was at one moment, into the new file `target`; when this
// returns the copy is complete and on the disk. A server on the same directory goes on reading and
// writing. Until it is complete the copy has another name beside `target`.
// Returns: the copy's size in bytes.
// Throws: StorageError when the directory has no database, `target` exists or cannot be written
// (StorageFull without space); nothing is left behind then.
std::uint64_t back_up_sqlite(const std::filesystem::path& data_dir,
                             const std::filesystem::path& target);

}  // namespace pomopomo::storage
