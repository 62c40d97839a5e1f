#include "boards/board_files.hpp"

#include "boards/sql.hpp"

namespace pomopomo::boards {

namespace {

bool has_room(storage::Transaction& tx, BoardId board, std::size_t size) {
  const auto usage = tx.query_one(sql::board_files::usage_of_files, {{"board", board}});
  return usage->integer("count") < kMaxFiles &&
         usage->integer("bytes") + static_cast<std::int64_t>(size) <= kMaxFileBytes;
}

void delete_unnamed(storage::Transaction& tx, BoardId board, TimePoint before, std::size_t length) {
  tx.execute(sql::board_files::delete_unnamed_files,
             {{"board", board}, {"before", before}, {"id_length", length}});
}

}  // namespace

Result<void> add_file(storage::Transaction& tx, BoardId board, const BoardFile& file,
                      TimePoint now) {
  if (!has_room(tx, board, file.data.size())) {
    delete_unnamed(tx, board, now - kKeepUnnamed, file.id.size());
    if (!has_room(tx, board, file.data.size()))
      return fail(ErrorCode::full, "board_files_full", "No more images fit on this whiteboard.");
  }
  tx.execute(sql::board_files::insert_file, {{"board", board},
                                             {"id", file.id},
                                             {"mime_type", file.mime_type},
                                             {"width", file.width},
                                             {"height", file.height},
                                             {"size", file.data.size()},
                                             {"now", now},
                                             {"data", storage::Blob{file.data}}});
  return {};
}

std::optional<FileData> find_file(storage::Transaction& tx, BoardId board, const std::string& id) {
  const auto row = tx.query_one(sql::board_files::find_file, {{"board", board}, {"id", id}});
  if (!row) return std::nullopt;
  return FileData{row->text("mime_type"), row->blob("data")};
}

}  // namespace pomopomo::boards
