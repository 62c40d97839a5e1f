#include "product.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "frame.hpp"
#include "http_lanes.hpp"

namespace pomopomo::load {

namespace {

std::string post(const Options& options, std::string_view path, std::string_view body,
                 std::string_view token = {}) {
  const auto identity = token.empty() ? std::string("X-Client: token")
                                      : fmt::format("Authorization: Bearer {}", token);
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}:{}\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n{}\r\n\r\n{}",
      path, options.host, options.port, body.size(), identity, body);
}

// The text that a JSON body has under this name. (Tokens and codes hold nothing to unescape.)
std::string text_of(std::string_view body, std::string_view name) {
  const auto key = fmt::format("\"{}\":\"", name);
  const auto at = body.find(key);
  if (at == std::string_view::npos)
    throw std::runtime_error(fmt::format("no {} in {}", name, body.substr(0, 300)));
  const auto value = body.substr(at + key.size());
  return std::string(value.substr(0, value.find('"')));
}

std::vector<std::string> make_guests(const Options& options, HttpLanes& lanes) {
  const std::vector requests(options.clients, post(options, "/api/guests", "{}"));
  auto answers = lanes.ask(requests);
  std::ranges::transform(answers, answers.begin(),
                         [](const auto& body) { return text_of(body, "token"); });
  return answers;
}

std::vector<std::string> make_rooms(const Options& options, HttpLanes& lanes,
                                    const std::vector<std::string>& tokens,
                                    std::string_view segments) {
  const auto members = std::max<std::size_t>(2, options.clients / options.rooms + 1);
  const auto body = fmt::format(R"({{"capacity":{},"segments":{}}})",
                                std::min<std::size_t>(members, 1000), segments);
  std::vector<std::string> requests;
  for (std::size_t room = 0; room < options.rooms; ++room)
    requests.push_back(post(options, "/api/rooms", body, tokens[room]));
  auto answers = lanes.ask(requests);
  std::ranges::transform(answers, answers.begin(),
                         [](const auto& text) { return text_of(text, "code"); });
  return answers;
}

}  // namespace

std::vector<Place> make_places(const Options& options, std::string_view segments) {
  std::vector<Place> places;
  if (!options.product) {
    for (std::size_t i = 0; i < options.clients; ++i)
      places.push_back({fmt::format(R"({{"room":"r{}"}})", i % options.rooms), {}});
    return places;
  }
  HttpLanes lanes(options);
  const auto tokens = make_guests(options, lanes);
  const auto codes = make_rooms(options, lanes, tokens, segments);
  for (std::size_t i = 0; i < options.clients; ++i) {
    const auto join =
        fmt::format(R"(42{}["room:join",{{"code":"{}"}}])", kJoinId, codes[i % options.rooms]);
    places.push_back({fmt::format(R"({{"token":"{}"}})", tokens[i]), make_text(join)});
  }
  return places;
}

}  // namespace pomopomo::load
