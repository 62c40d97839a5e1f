#pragma once
// How long somebody was there while a focus segment ran.

#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace pomopomo::rooms {

struct Span {
  RoomId room;
  TimePoint from;
  TimePoint to;
};

// The time in which any of `stays` met any of `runs` of the same room, counted once, however many
// tabs or rooms there were (IN9).
Seconds focus_time(const std::vector<Span>& stays, const std::vector<Span>& runs);

}  // namespace pomopomo::rooms
