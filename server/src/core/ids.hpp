#pragma once
// 64-bit, time-ordered ids: 41 bits of milliseconds since 2025-01-01, 10 bits node, 12 bits
// sequence. Decimal strings in JSON; never a credential and never a cursor of a live list.

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace pomopomo {

// A number that names one kind of thing; kinds do not mix.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
  std::string str() const { return std::to_string(value); }
};

// Somebody who acts: the id of a guest or of an account. One generator makes both, so they differ.
using PersonId = Id<struct PersonTag>;
using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using MethodId = Id<struct MethodTag>;
using RoomId = Id<struct RoomTag>;
using MemberId = Id<struct MemberTag>;
using SegmentId = Id<struct SegmentTag>;
using ProposalId = Id<struct ProposalTag>;
using RunId = Id<struct RunTag>;
using MessageId = Id<struct MessageTag>;
using AttendanceId = Id<struct AttendanceTag>;
using BoardId = Id<struct BoardTag>;

// Reads an id as clients write it: 1 to 19 digits, no sign, no leading zero, > 0. Anything else:
// nullopt.
std::optional<std::int64_t> parse_id(std::string_view text);
template <class I>
std::optional<I> parse_id_as(std::string_view text) {
  if (auto value = parse_id(text)) return I{*value};
  return std::nullopt;
}

// Issues ids that rise strictly within one node, also when the clock stands still. Thread: any.
class IdGenerator {
 public:
  // Requires: 0 <= node < 1024, leased to this process alone.
  IdGenerator(const Clock& clock, unsigned node) : clock_(clock), node_(node) {}
  // Another number was leased at `since`; ids from now on are of that time or later.
  void set_node(unsigned node, TimePoint since);
  // The least id of that time: whatever is made later, here, has a greater one.
  static std::int64_t first_at(TimePoint at);
  template <class I>
  I next() {
    return I{next_value()};
  }

 private:
  std::int64_t next_value();

  const Clock& clock_;
  std::mutex mutex_;
  unsigned node_;
  std::int64_t last_ms_ = 0;
  std::int64_t sequence_ = 0;
};

}  // namespace pomopomo

template <class Tag>
struct std::hash<pomopomo::Id<Tag>> {
  std::size_t operator()(pomopomo::Id<Tag> id) const noexcept {
    // Ids share their low bits over time; spread them for open-addressing tables.
    auto x = static_cast<std::uint64_t>(id.value) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(x ^ (x >> 32));
  }
};
