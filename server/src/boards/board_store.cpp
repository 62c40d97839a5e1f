#include "boards/board_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "boards/sql.hpp"

namespace pomopomo::boards::store {

namespace {

constexpr std::int64_t kFilesAtOnce = 16;  // deleted; of up to 2 MiB each
constexpr std::int64_t kPage = 512;        // more than one flush writes to a board

ElementPtr element_from(const storage::Row& row) {
  return std::make_shared<const Element>(
      Element{row.text("element_id"), row.integer("version"), row.integer("version_nonce"),
              row.boolean("is_deleted"), row.text("rest"), row.time("changed_at")});
}

std::string elements_json(std::span<const Part> parts) {
  json::array rows;
  for (const auto& [board, elements] : parts) {
    for (const auto& e : elements) {
      rows.push_back({board.value, e->id, e->version, e->nonce, e->is_deleted ? 1 : 0,
                      to_epoch_ms(e->changed_at), e->rest});
    }
  }
  return json::serialize(rows);
}

}  // namespace

std::vector<std::int64_t> save(Transaction& tx, std::span<const Part> parts) {
  std::vector<BoardId> ids;
  for (const auto& part : parts) ids.push_back(part.board);
  std::unordered_map<BoardId, std::int64_t> taken;
  for (const auto& row : tx.query(sql::boards::take_revs, {{"boards", ids}}))
    taken.emplace(row.id<BoardId>("id"), row.integer("rev"));
  tx.execute(sql::boards::save_elements, {{"elements", elements_json(parts)}});
  std::vector<std::int64_t> revs;
  for (const auto id : ids) revs.push_back(taken.at(id));
  return revs;
}

Stored load(Transaction& tx, BoardId board, TimePoint since) {
  Stored stored;
  if (const auto row = tx.query_one(sql::boards::find_rev, {{"board", board}}))
    stored.rev = row->integer("rev");
  if (stored.rev == 0) return stored;
  for (const auto& row : tx.query(sql::boards::list_elements, {{"board", board}, {"since", since}}))
    stored.elements.push_back(element_from(row));
  return stored;
}

std::vector<Newer> list_newer(Transaction& tx, std::span<const Known> known) {
  std::vector<BoardId> ids;
  std::vector<std::int64_t> revs;
  for (const auto& [board, rev] : known) {
    ids.push_back(board);
    revs.push_back(rev);
  }
  std::vector<Newer> list;
  const auto rows =
      tx.query(sql::boards::list_newer, {{"boards", ids}, {"revs", revs}, {"limit", kPage}});
  for (const auto& row : rows) {
    const auto board = row.id<BoardId>("board_id");
    if (list.empty() || list.back().board != board) list.push_back({board, {}});
    list.back().stored.rev = row.integer("rev");
    list.back().stored.elements.push_back(element_from(row));
  }
  // The last rev read may be cut in the middle; its rest comes with the next look.
  if (static_cast<std::int64_t>(rows.size()) == kPage) --list.back().stored.rev;
  return list;
}

void retire(Transaction& tx, BoardId board, TimePoint after) {
  tx.execute(sql::boards::retire, {{"board", board}, {"after", after}});
}

void keep(Transaction& tx, BoardId board) {
  tx.execute(sql::boards::keep, {{"board", board}});
}

std::int64_t clean_up(Transaction& tx, TimePoint now, TimePoint tombstones_before,
                      std::int64_t limit) {
  return tx.execute(sql::boards::delete_tombstones,
                    {{"before", tombstones_before}, {"limit", limit}}) +
         tx.execute(sql::boards::delete_retired_elements, {{"now", now}, {"limit", limit}}) +
         tx.execute(sql::board_files::delete_retired_files,
                    {{"now", now}, {"limit", kFilesAtOnce}}) +
         tx.execute(sql::boards::delete_retired, {{"now", now}, {"limit", limit}});
}

}  // namespace pomopomo::boards::store
