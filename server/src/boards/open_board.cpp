#include "boards/open_board.hpp"

#include <algorithm>

#include "core/random.hpp"

namespace pomopomo::boards {

namespace {

constexpr std::uint32_t kNonces = 1U << 31;

// The next version of an element, made by the server.
ElementPtr next_of(const Element& old, bool is_deleted, TimePoint now) {
  return std::make_shared<const Element>(
      Element{old.id, old.version + 1, random_below(kNonces), is_deleted, old.rest, now});
}

}  // namespace

OpenBoard::OpenBoard(const store::Stored& stored) : sequence_(stored.rev), rev_(stored.rev) {
  scene_.merge(stored.elements);
}

Result<OpenBoard::Merged> OpenBoard::draw(const Elements& changes, TimePoint now) {
  const std::lock_guard lock(mutex_);
  used_at_ = now;
  if (auto allowed = scene_.check(changes); !allowed) return std::unexpected(allowed.error());
  Merged merged{.sequence = sequence_, .taken = scene_.merge(changes)};
  for (const auto place : merged.taken) note(changes[place]);
  if (!merged.taken.empty()) merged.sequence = ++sequence_;
  return merged;
}

std::pair<std::int64_t, Elements> OpenBoard::clear(TimePoint now) {
  const std::lock_guard lock(mutex_);
  used_at_ = now;
  Elements gone;
  for (const auto& element : scene_.live()) gone.push_back(next_of(*element, true, now));
  if (gone.empty()) return {sequence_, {}};
  scene_.merge(gone);
  for (const auto& element : gone) note(element);
  cleared_at_ = now;
  cleared_ = gone;
  return {++sequence_, std::move(gone)};
}

Result<std::pair<std::int64_t, Elements>> OpenBoard::restore(TimePoint now) {
  const std::lock_guard lock(mutex_);
  used_at_ = now;
  Elements back;
  for (const auto& element : cleared_) {
    if (scene_.find(element->id) == element) back.push_back(next_of(*element, false, now));
  }
  if (back.empty() || now - cleared_at_ > kMayRestore) {
    return fail(ErrorCode::conflict, "nothing_to_restore",
                "Nothing was cleared within the last minute.");
  }
  if (auto allowed = scene_.check(back); !allowed) return std::unexpected(allowed.error());
  scene_.merge(back);
  for (const auto& element : back) note(element);
  cleared_.clear();
  return std::pair{++sequence_, std::move(back)};
}

std::pair<std::int64_t, Elements> OpenBoard::take(const store::Stored& stored) {
  const std::lock_guard lock(mutex_);
  rev_ = std::max(rev_, stored.rev);
  Elements news;
  for (const auto place : scene_.merge(stored.elements)) news.push_back(stored.elements[place]);
  if (!news.empty()) ++sequence_;
  return {sequence_, std::move(news)};
}

std::int64_t OpenBoard::sequence() const {
  const std::lock_guard lock(mutex_);
  return sequence_;
}

std::pair<std::int64_t, Elements> OpenBoard::all() const {
  const std::lock_guard lock(mutex_);
  return {sequence_, scene_.all()};
}

std::int64_t OpenBoard::rev() const {
  const std::lock_guard lock(mutex_);
  return rev_;
}

std::size_t OpenBoard::bytes() const {
  const std::lock_guard lock(mutex_);
  return scene_.bytes();
}

Elements OpenBoard::unflushed(std::size_t count, std::size_t bytes) const {
  const std::lock_guard lock(mutex_);
  Elements list;
  std::size_t size = 0;
  for (const auto& [id, element] : unflushed_) {
    if (list.size() == count || size >= bytes) break;
    list.push_back(element);
    size += element->size();
  }
  return list;
}

bool OpenBoard::is_flushed() const {
  const std::lock_guard lock(mutex_);
  return unflushed_.empty();
}

void OpenBoard::flushed(const Elements& elements, std::int64_t rev) {
  const std::lock_guard lock(mutex_);
  for (const auto& element : elements) {
    const auto found = unflushed_.find(element->id);
    if (found != unflushed_.end() && found->second == element) unflushed_.erase(found);
  }
  if (rev == rev_ + 1) rev_ = rev;  // else others wrote in between, and that is yet to be read
}

void OpenBoard::forget_deleted(TimePoint before) {
  const std::lock_guard lock(mutex_);
  scene_.forget_deleted(before);
}

TimePoint OpenBoard::used_at(TimePoint now) const {
  const std::lock_guard lock(mutex_);
  return !cleared_.empty() && now - cleared_at_ <= kMayRestore ? now : used_at_;
}

void OpenBoard::use(TimePoint now) {
  const std::lock_guard lock(mutex_);
  used_at_ = now;
}

}  // namespace pomopomo::boards
