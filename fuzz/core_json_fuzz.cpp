// Decodes arbitrary JSON into a struct of every kind of member; what decodes must survive being
// encoded and decoded again. Also reads ids and cleans text, as handlers do with what they decoded.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/json.hpp"
#include "core/json_reader.hpp"
#include "core/text.hpp"

namespace {

using namespace pomopomo;

struct Inner {
  std::string label;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (label, count))

struct Outer {
  std::optional<std::string> name;
  std::optional<bool> loud;
  std::optional<RoomId> id;
  std::vector<Inner> list;
  std::optional<Inner> inner;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (name, loud, id, list, inner))

struct Change {
  Patch<std::string> name;
  Patch<std::vector<std::int64_t>> numbers;
};
BOOST_DESCRIBE_STRUCT(Change, (), (name, numbers))

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  if (const auto id = parse_id(text)) require(std::to_string(*id) == text);
  const auto clean = clean_line(text);
  if (!clean) return;
  require(clean_line(*clean) == clean);
  require(length_in_code_points(*clean) <= clean->size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_text(text);
  const auto value = parse_json(text);
  if (!value) return 0;

  if (const auto change = decode<Change>(*value); !change) {
    require(!change.error().fields.empty() && change.error().fields.size() < 100);
  }
  const auto outer = decode<Outer>(*value);
  if (!outer) return 0;
  if (outer->name) check_text(*outer->name);
  const auto written = encode(*outer);
  const auto again = parse_json(json::serialize(written));
  require(again && encode(decode<Outer>(*again).value()) == written);
  return 0;
}
