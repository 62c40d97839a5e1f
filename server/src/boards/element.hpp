#pragma once
// One element of a drawing, and which of two states of it stands.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/json.hpp"

namespace pomopomo::boards {

// What the server reads of an element, and the rest as it came.
struct Element {
  std::string id;  // 1 to 64 of A-Z a-z 0-9 _ . : -
  std::int64_t version = 0;
  std::int64_t nonce = 0;
  bool is_deleted = false;
  std::string rest;  // the other members as JSON, without braces
  TimePoint changed_at = {};

  // What it counts against a board's limit of bytes.
  std::size_t size() const { return id.size() + rest.size() + kOverhead; }

 private:
  static constexpr std::size_t kOverhead = 80;
};
// Never changed once made: boards, flushes and answers share it.
using ElementPtr = std::shared_ptr<const Element>;
using Elements = std::vector<ElementPtr>;

// Whether `a` replaces `b`: the higher version does, then the lower nonce, as in Excalidraw. Then,
// for clients that use both twice, what is deleted and the greater text: the order is total, so
// states merged in any order come out the same. SQL has the same rule.
bool beats(const Element& a, const Element& b);

// The element as clients have it.
std::string to_text(const Element& element);
json::value to_json(const Element& element);

}  // namespace pomopomo::boards
