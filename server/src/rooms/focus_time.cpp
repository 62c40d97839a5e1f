#include "rooms/focus_time.hpp"

#include <algorithm>
#include <unordered_map>

namespace pomopomo::rooms {

Seconds focus_time(const std::vector<Span>& stays, const std::vector<Span>& runs) {
  std::unordered_map<RoomId, std::vector<Span>> runs_in;
  for (const auto& run : runs) runs_in[run.room].push_back(run);
  std::vector<Span> met;
  for (const auto& stay : stays) {
    for (const auto& run : runs_in[stay.room]) {
      const Span both{stay.room, std::max(stay.from, run.from), std::min(stay.to, run.to)};
      if (both.from < both.to) met.push_back(both);
    }
  }
  std::ranges::sort(met, {}, &Span::from);
  Millis total{0};
  TimePoint counted_to = TimePoint::min();
  for (const auto& span : met) {
    const auto from = std::max(span.from, counted_to);
    if (from < span.to) total += span.to - from;
    counted_to = std::max(counted_to, span.to);
  }
  return std::chrono::floor<Seconds>(total);
}

}  // namespace pomopomo::rooms
