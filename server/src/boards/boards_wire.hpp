#pragma once
// How payloads about boards are read and how scenes are written.

#include "boards/element.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"

namespace pomopomo::boards {

// Changed elements as a client sent them.
struct Update {
  Elements elements;
  json::array as_sent;  // the same, in the same order
  std::size_t bytes = 0;
};

struct Pointer {
  double x = 0;
  double y = 0;
};

// Errors, of all: invalid, naming the field.
Result<BoardId> read_board_id(const json::value& payload);
Result<Update> read_update(json::value payload, TimePoint now);
Result<Pointer> read_pointer(const json::value& payload);

// {boardId, sequence, elements}
std::string write_scene(BoardId board, std::int64_t sequence, const Elements& elements);

}  // namespace pomopomo::boards
