#pragma once
// Pages of lists: ?cursor=&limit=, answered as {items, nextCursor}. The cursor is the id of the
// last item that was seen.

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "core/ids.hpp"
#include "core/json.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

inline constexpr std::int64_t kDefaultPage = 50;
inline constexpr std::int64_t kMaxPage = 100;

template <class I>
struct Page {
  std::optional<I> before;
  std::int64_t limit = kDefaultPage;
};

// Errors: invalid (the cursor, `limit`).
template <class I>
Result<Page<I>> read_page(const Request& request, std::string_view cursor_name = "cursor") {
  Page<I> page;
  if (const auto cursor = request.query_param(cursor_name); cursor && !cursor->empty()) {
    page.before = parse_id_as<I>(*cursor);
    if (!page.before) {
      return fail_field(cursor_name, "wrong_type",
                        fmt::format("{} must be one that a list returned.", cursor_name));
    }
  }
  if (const auto limit = request.query_param("limit")) {
    const auto [end, status] =
        std::from_chars(limit->data(), limit->data() + limit->size(), page.limit);
    if (status != std::errc{} || end != limit->data() + limit->size() || page.limit < 1 ||
        page.limit > kMaxPage) {
      return fail_field("limit", "out_of_range",
                        fmt::format("limit must be between 1 and {}.", kMaxPage));
    }
  }
  return page;
}

// `write` makes JSON of an item, `id_of` its id.
template <class Items, class Write, class IdOf>
json::object page_json(const Items& items, std::int64_t limit, Write write, IdOf id_of) {
  json::array list;
  for (const auto& item : items) list.push_back(write(item));
  const bool full = static_cast<std::int64_t>(items.size()) == limit;
  return {{"items", std::move(list)},
          {"nextCursor",
           full ? json::value(std::invoke(id_of, items.back()).str()) : json::value(nullptr)}};
}

}  // namespace pomopomo::http
