// Socket.IO events of boards.

#include "boards/boards.hpp"
#include "boards/boards_wire.hpp"
#include "realtime/ack.hpp"

namespace pomopomo::boards {

namespace {

using realtime::ack_error;
using realtime::ack_ok;
using realtime::Limit;
using socketio::Arguments;
using socketio::SocketPtr;

using Answer = asio::awaitable<Arguments>;

struct Event {
  Boards& boards;
  realtime::RateLimiter& limits;
  SocketPtr socket;
  BoardId board;
  Visitor visitor;
  json::value payload;
};

asio::awaitable<Result<void>> count(Event& event, Limit limit, std::int64_t cost = 1) {
  if (const auto wait = co_await event.limits.take(limit, event.visitor.person.str(), cost))
    co_return realtime::too_often("too_often", "Too much drawing at once. Wait a moment.", *wait);
  co_return Result<void>{};
}

Arguments with_sequence(const Result<std::int64_t>& sequence) {
  return realtime::ack(sequence, [](std::int64_t n) { return json::object{{"sequence", n}}; });
}

Answer open(Event event) {
  realtime::Emitter::open_board(event.socket, event.board);
  co_return with_sequence(co_await event.boards.open(event.board));
}

Answer close(Event event) {
  realtime::Emitter::close_board(event.socket, event.board);
  co_return ack_ok();
}

Answer update(Event event) {
  if (auto free = co_await count(event, Limit::board_updates); !free)
    co_return ack_error(free.error());
  auto update = read_update(std::move(event.payload), event.boards.clock().now());
  if (!update) co_return ack_error(update.error());
  const auto kib = static_cast<std::int64_t>((update->bytes + 1023) / 1024);
  for (const auto limit : {Limit::board_kib, Limit::board_kib_minute}) {
    if (auto free = co_await count(event, limit, kib); !free) co_return ack_error(free.error());
  }
  co_return with_sequence(
      co_await event.boards.update(event.board, std::move(*update), event.socket));
}

// Too many are dropped without a word: the next one says more than the last.
Answer pointer(Event event) {
  const auto at = read_pointer(event.payload);
  if (!at) co_return ack_error(at.error());
  if (event.limits.take_here(Limit::board_pointers, event.visitor.person.str())) co_return ack_ok();
  event.boards.emitter().glimpse_on_board(event.board, "board:pointer",
                                          json::object{{"boardId", event.board.str()},
                                                       {"memberId", event.visitor.member},
                                                       {"x", at->x},
                                                       {"y", at->y}},
                                          event.socket);
  co_return ack_ok();
}

Answer clear(Event event) {
  if (auto free = co_await count(event, Limit::board_clears); !free)
    co_return ack_error(free.error());
  co_return with_sequence(co_await event.boards.clear(event.board));
}

Answer restore(Event event) {
  if (auto free = co_await count(event, Limit::board_clears); !free)
    co_return ack_error(free.error());
  co_return with_sequence(co_await event.boards.restore(event.board));
}

struct Row {
  std::string_view name;
  Purpose purpose;
  Answer (*handle)(Event event);
};

constexpr Row kEvents[] = {
    {"board:open", Purpose::watch, open},    {"board:close", Purpose::watch, close},
    {"board:update", Purpose::draw, update}, {"board:pointer", Purpose::watch, pointer},
    {"board:clear", Purpose::clear, clear},  {"board:restore", Purpose::clear, restore},
};

Answer handle(const Row& row, Boards& boards, Door& door, realtime::RateLimiter& limits,
              SocketPtr socket, Arguments arguments) {
  auto payload = realtime::payload_of(arguments);
  const auto board = payload ? read_board_id(*payload) : Result<BoardId>(BoardId{});
  // Outside of any room nothing else is said, whatever was sent.
  auto visitor = co_await door.admit(socket, board.value_or(BoardId{}), row.purpose);
  if (!visitor && visitor.error().reason == "not_in_room") co_return ack_error(visitor.error());
  if (!payload) co_return ack_error(payload.error());
  if (!board) co_return ack_error(board.error());
  if (!visitor) co_return ack_error(visitor.error());
  co_return co_await row.handle({.boards = boards,
                                 .limits = limits,
                                 .socket = std::move(socket),
                                 .board = *board,
                                 .visitor = std::move(*visitor),
                                 .payload = std::move(*payload)});
}

}  // namespace

void bind_board_events(socketio::Namespace& sockets, Boards& boards, Door& door,
                       realtime::RateLimiter& limits) {
  for (const auto& row : kEvents) {
    sockets.on(std::string(row.name),
               [&row, &boards, &door, &limits](SocketPtr socket, Arguments arguments) {
                 return handle(row, boards, door, limits, std::move(socket), std::move(arguments));
               });
  }
}

}  // namespace pomopomo::boards
