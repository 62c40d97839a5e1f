#include "boards/boards_wire.hpp"

#include <algorithm>
#include <unordered_set>

namespace pomopomo::boards {

namespace {

constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxIndex = 1'000;

struct BoardBody {
  BoardId board_id;
};
BOOST_DESCRIBE_STRUCT(BoardBody, (), (board_id))

// What the server reads of an element.
struct ElementBody {
  std::string id;
  std::int64_t version = 0;
  std::int64_t version_nonce = 0;
  bool is_deleted = false;
  std::optional<std::string> index;
};
BOOST_DESCRIBE_STRUCT(ElementBody, (), (id, version, version_nonce, is_deleted, index))

bool is_element_id(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.:-").contains(c);
  };
  return !id.empty() && id.size() <= kMaxId && std::ranges::all_of(id, allowed);
}

std::optional<std::unexpected<Error>> check(const ElementBody& element, const std::string& path) {
  if (!is_element_id(element.id)) {
    return fail_field(path + ".id", "malformed",
                      "id must be 1 to 64 of A-Z, a-z, 0-9, _, ., : and -.");
  }
  if (element.version < 0)
    return fail_field(path + ".version", "out_of_range", "version must not be negative.");
  if (element.version_nonce < 0)
    return fail_field(path + ".versionNonce", "out_of_range", "versionNonce must not be negative.");
  if (element.index && element.index->size() > kMaxIndex) {
    return fail_field(path + ".index", "too_long",
                      fmt::format("index must be at most {} characters.", kMaxIndex));
  }
  return std::nullopt;
}

// The members that are not read, without braces.
std::string rest_of(json::object element) {
  for (const auto* read : {"id", "version", "versionNonce", "isDeleted"}) element.erase(read);
  auto text = json::serialize(element);
  return text.substr(1, text.size() - 2);
}

Error in_element(Error error, const std::string& path) {
  for (auto& field : error.fields) field.field = path + "." + field.field;
  return error;
}

std::optional<double> number_of(const json::value& payload, std::string_view name) {
  const auto* found = payload.is_object() ? payload.get_object().if_contains(name) : nullptr;
  if (found == nullptr || !found->is_number()) return std::nullopt;
  return found->to_number<double>();
}

}  // namespace

Result<BoardId> read_board_id(const json::value& payload) {
  const auto body = decode<BoardBody>(payload);
  if (!body) return std::unexpected(body.error());
  return body->board_id;
}

Result<Update> read_update(json::value payload, TimePoint now) {
  auto* elements = payload.get_object().if_contains("elements");
  if (elements == nullptr) return fail_field("elements", "required", "elements is missing.");
  if (!elements->is_array())
    return fail_field("elements", "wrong_type", "elements must be a list.");
  Update update{.elements = {}, .as_sent = std::move(elements->get_array()), .bytes = 0};
  std::unordered_set<std::string_view> ids;
  for (std::size_t i = 0; i < update.as_sent.size(); ++i) {
    const auto path = fmt::format("elements[{}]", i);
    const auto& sent = update.as_sent[i];
    if (!sent.is_object()) return fail_field(path, "wrong_type", path + " must be an object.");
    auto body = decode<ElementBody>(sent);
    if (!body) return std::unexpected(in_element(std::move(body.error()), path));
    if (auto wrong = check(*body, path)) return *wrong;
    update.elements.push_back(std::make_shared<const Element>(
        Element{std::move(body->id), body->version, body->version_nonce, body->is_deleted,
                rest_of(sent.get_object()), now}));
    update.bytes += update.elements.back()->size();
    if (!ids.insert(update.elements.back()->id).second)
      return fail_field(path + ".id", "repeated", "An update holds each element once.");
  }
  return update;
}

Result<Pointer> read_pointer(const json::value& payload) {
  const auto x = number_of(payload, "x");
  if (!x) return fail_field("x", "wrong_type", "x must be a number.");
  const auto y = number_of(payload, "y");
  if (!y) return fail_field("y", "wrong_type", "y must be a number.");
  return Pointer{*x, *y};
}

std::string write_scene(BoardId board, std::int64_t sequence, const Elements& elements) {
  auto text = fmt::format(R"({{"boardId":"{}","sequence":{},"elements":[)", board.str(), sequence);
  for (const auto& element : elements) {
    if (text.back() != '[') text += ',';
    text += to_text(*element);
  }
  text += "]}";
  return text;
}

}  // namespace pomopomo::boards
