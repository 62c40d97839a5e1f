#include "core/ids.hpp"

#include <algorithm>
#include <charconv>

namespace pomopomo {

namespace {
constexpr std::int64_t kEpochMs = 1'735'689'600'000;  // 2025-01-01T00:00:00Z
constexpr int kNodeBits = 10;
constexpr int kSequenceBits = 12;
}  // namespace

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.empty() || text.size() > 19 || text.front() < '1' || text.front() > '9')
    return std::nullopt;
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void IdGenerator::set_node(unsigned node, TimePoint since) {
  const std::lock_guard lock(mutex_);
  node_ = node;
  last_ms_ = std::max(last_ms_, to_epoch_ms(since) - kEpochMs);
}

std::int64_t IdGenerator::first_at(TimePoint at) {
  return (to_epoch_ms(at) - kEpochMs) << (kNodeBits + kSequenceBits);
}

std::int64_t IdGenerator::next_value() {
  const std::lock_guard lock(mutex_);
  const auto now = to_epoch_ms(clock_.now()) - kEpochMs;
  if (now > last_ms_) {
    last_ms_ = now;
    sequence_ = 0;
  } else if (++sequence_ == 1 << kSequenceBits) {
    // 4 096 ids in one millisecond: borrow from the next, order stays.
    ++last_ms_;
    sequence_ = 0;
  }
  return (last_ms_ << (kNodeBits + kSequenceBits)) |
         (static_cast<std::int64_t>(node_) << kSequenceBits) | sequence_;
}

}  // namespace pomopomo
