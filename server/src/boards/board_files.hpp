#pragma once
// The images of a board, which its elements name by `fileId`. They are kept as long as the board;
// those that no element names go when room is needed.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::boards {

constexpr std::int64_t kMaxFiles = 50;                      // of one board
constexpr std::int64_t kMaxFileBytes = 30LL * 1024 * 1024;  // of one board, together
constexpr std::chrono::hours kKeepUnnamed{24};              // at least: undo may bring it back

struct BoardFile {
  std::string id;  // random, all of one length; not a secret
  std::string mime_type;
  int width = 0;
  int height = 0;
  std::string data;
};

// Inside a transaction; whoever adds holds the lock that keeps others from adding meanwhile.
// Errors: full/board_files_full.
Result<void> add_file(storage::Transaction& tx, BoardId board, const BoardFile& file,
                      TimePoint now);
struct FileData {
  std::string mime_type;
  std::string data;
};
std::optional<FileData> find_file(storage::Transaction& tx, BoardId board, const std::string& id);

}  // namespace pomopomo::boards
