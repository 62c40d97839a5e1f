// Reads arbitrary text as a room's code, and arbitrary JSON as every body and payload of a room.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/json.hpp"
#include "rooms/chat_wire.hpp"
#include "rooms/hidden_words.hpp"
#include "rooms/rooms_wire.hpp"

namespace {

using namespace pomopomo;
using namespace pomopomo::rooms;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_code(std::string_view text) {
  const auto code = normalize_code(text);
  if (!code) return;
  require(code->size() == 11 && code->starts_with("pomo-") && normalize_code(*code) == code);
  require(code->find_first_of("IO01", 5) == std::string::npos);
}

// A text's own words are found in it, whatever it is.
void check_words(std::string_view text) {
  const HiddenWords words(text.substr(0, text.find_first_of("\n#")));
  require(words.are_in(text) == (words.size() > 0));
}

template <class T>
void check_fault(const Result<T>& read) {
  if (!read) require(read.error().code == ErrorCode::invalid && !read.error().fields.empty());
}

template <class T>
void check_input(const Input<T>& input) {
  check_fault(input.version);
  check_fault(input.value);
}

// What was read must be survived by what edits the queue, too.
void check_edit(const Input<QueueEdit>& input) {
  check_input(input);
  if (!input.value) return;
  std::int64_t last = 100;
  const auto new_id = [&] { return SegmentId{++last}; };
  static const auto kQueue = [] {
    std::int64_t id = 0;
    return queue_from_template("classic", [&] { return SegmentId{++id}; }).value();
  }();
  const auto edited = edit_queue(kQueue, *input.value, new_id);
  if (edited) require(edited->size() <= kMaxSegments);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_code(text);
  const auto payload = parse_json(text);
  if (!payload) return 0;

  check_fault(read_new_room(*payload));
  check_fault(read_room_patch(*payload));
  check_fault(read_member_id(*payload));
  check_fault(read_react(*payload));
  check_fault(read_message_id(*payload));
  const auto message = read_send_message(*payload);
  check_fault(message);
  if (message) check_words(message->text);
  if (const auto join = read_join(*payload)) check_code(join->code);
  for (const auto read : {read_play, read_pause, read_skip, read_restart, read_adjust}) {
    check_input(read(*payload));
  }
  for (const auto read : {read_queue_replace, read_queue_add, read_queue_update, read_queue_remove,
                          read_queue_move}) {
    check_edit(read(*payload));
  }
  return 0;
}
