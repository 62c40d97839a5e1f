#include "boards/scene.hpp"

#include <algorithm>

namespace pomopomo::boards {

namespace {

std::unexpected<Error> full(std::string_view why) {
  return fail(ErrorCode::full, "board_full", fmt::format("The board is full: {}.", why));
}

}  // namespace

const Element* Scene::known(const std::string& id) const {
  const auto found = elements_.find(id);
  return found == elements_.end() ? nullptr : found->second.get();
}

Result<void> Scene::check(std::span<const ElementPtr> changes) const {
  std::size_t live = live_;
  std::size_t count = elements_.size();
  std::size_t bytes = bytes_;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Element& change = *changes[i];
    const Element* old = known(change.id);
    if (change.version > (old ? old->version : 0) + kMaxJump) {
      return fail_field(
          fmt::format("elements[{}].version", i), "out_of_range",
          fmt::format("version may be at most {} above the last one known.", kMaxJump));
    }
    if (old && !beats(change, *old)) continue;
    if (!old) ++count;
    live += (change.is_deleted ? 0 : 1) - (old && !old->is_deleted ? 1 : 0);
    bytes += change.size() - (old ? old->size() : 0);
  }
  if (live > kMaxLive && live > live_)
    return full(fmt::format("it holds at most {} elements", kMaxLive));
  if (bytes > kMaxBytes && bytes > bytes_) return full("it holds at most 8 MiB");
  if (count > kMaxElements && count > elements_.size())
    return full(fmt::format("it remembers at most {} elements, deleted ones too", kMaxElements));
  return {};
}

std::vector<std::size_t> Scene::merge(std::span<const ElementPtr> changes) {
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto& place = elements_[changes[i]->id];
    if (place && !beats(*changes[i], *place)) continue;
    if (place) {
      live_ -= place->is_deleted ? 0 : 1;
      bytes_ -= place->size();
    }
    place = changes[i];
    live_ += place->is_deleted ? 0 : 1;
    bytes_ += place->size();
    taken.push_back(i);
  }
  return taken;
}

void Scene::forget_deleted(TimePoint before) {
  std::erase_if(elements_, [&](const auto& entry) {
    const Element& element = *entry.second;
    const bool is_old = element.is_deleted && element.changed_at < before;
    if (is_old) bytes_ -= element.size();
    return is_old;
  });
}

ElementPtr Scene::find(const std::string& id) const {
  const auto found = elements_.find(id);
  return found == elements_.end() ? nullptr : found->second;
}

Elements Scene::all() const {
  Elements list;
  list.reserve(elements_.size());
  for (const auto& [id, element] : elements_) list.push_back(element);
  return list;
}

Elements Scene::live() const {
  Elements list;
  for (const auto& [id, element] : elements_) {
    if (!element->is_deleted) list.push_back(element);
  }
  return list;
}

}  // namespace pomopomo::boards
