// Reads each line as a board:update. What is read is merged in two orders, one of them twice over,
// which must come to the same board; and on a board that refuses what is too much.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "boards/boards_wire.hpp"
#include "boards/scene.hpp"
#include "core/json.hpp"

namespace {

using namespace pomopomo;
using namespace pomopomo::boards;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_fault(const Error& error) {
  require(error.code == ErrorCode::invalid && !error.fields.empty());
}

bool same(const Element& a, const Element& b) {
  return !beats(a, b) && !beats(b, a);
}

// What is told and stored of an element reads back as the same.
void check_written(const Update& update) {
  json::array written;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < update.elements.size(); ++i) {
    written.push_back(to_json(*update.elements[i]));
    require(written.back() == update.as_sent[i]);
    bytes += update.elements[i]->size();
  }
  require(bytes == update.bytes);
  const auto again = read_update(json::object{{"elements", std::move(written)}}, {});
  require(again && again->elements.size() == update.elements.size());
}

std::vector<Update> read_all(std::string_view text) {
  std::vector<Update> updates;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    auto payload = parse_json(line);
    if (!payload) continue;
    if (const auto pointer = read_pointer(*payload); !pointer) check_fault(pointer.error());
    if (const auto board = read_board_id(*payload); !board) {
      check_fault(board.error());
      continue;  // as the events do
    }
    auto update = read_update(std::move(*payload), {});
    if (!update) {
      check_fault(update.error());
      continue;
    }
    check_written(*update);
    updates.push_back(std::move(*update));
  }
  return updates;
}

void check_totals(const Scene& scene) {
  std::size_t bytes = 0;
  for (const auto& element : scene.all()) bytes += element->size();
  require(bytes == scene.bytes());
}

void check_order(const std::vector<Update>& updates) {
  Scene forth;
  Scene back;
  for (const auto& update : updates) forth.merge(update.elements);
  for (int i = 0; i < 2; ++i) {
    for (auto update = updates.rbegin(); update != updates.rend(); ++update)
      back.merge(update->elements);
  }
  require(forth.all().size() == back.all().size() && forth.live().size() == back.live().size());
  for (const auto& element : forth.all()) {
    const auto other = back.find(element->id);
    require(other && same(*element, *other));
  }
  check_totals(forth);
  check_totals(back);
}

void check_limits(const std::vector<Update>& updates) {
  Scene scene;
  for (const auto& update : updates) {
    if (scene.check(update.elements)) scene.merge(update.elements);
    require(scene.bytes() <= Scene::kMaxBytes && scene.live().size() <= Scene::kMaxLive);
  }
  check_totals(scene);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto updates = read_all({reinterpret_cast<const char*>(data), size});
  check_order(updates);
  check_limits(updates);
  return 0;
}
