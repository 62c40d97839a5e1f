#pragma once
// Boards in SQL. Binds statements to structs; holds no rules.

#include <span>

#include "boards/element.hpp"
#include "storage/database.hpp"

namespace pomopomo::boards::store {

using storage::Transaction;

// Changes of one board.
struct Part {
  BoardId board;
  Elements elements;
};

struct Stored {
  std::int64_t rev = 0;
  Elements elements;
};

// Merges them in. Requires: each board and each element once. Returns: the rev of each part.
std::vector<std::int64_t> save(Transaction& tx, std::span<const Part> parts);
// All of a board but the tombstones of before `since`; nothing at rev 0 when there is none.
Stored load(Transaction& tx, BoardId board, TimePoint since);

struct Known {
  BoardId board;
  std::int64_t rev = 0;
};
struct Newer {
  BoardId board;
  Stored stored;
};
// What was written to these boards since; only where processes share a database. Reads some at a
// time: each board's `rev` says how far.
std::vector<Newer> list_newer(Transaction& tx, std::span<const Known> known);

void retire(Transaction& tx, BoardId board, TimePoint after);
void keep(Transaction& tx, BoardId board);
// Deletes at most `limit` rows of what is retired, and of tombstones of before then. Returns: how
// many.
std::int64_t clean_up(Transaction& tx, TimePoint now, TimePoint tombstones_before,
                      std::int64_t limit);

}  // namespace pomopomo::boards::store
