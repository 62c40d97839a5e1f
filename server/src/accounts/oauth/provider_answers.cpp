#include "accounts/oauth/provider_answers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base64.hpp"
#include "core/json_reader.hpp"
#include "core/random.hpp"

namespace pomopomo::accounts {

std::optional<std::string> ProviderAnswer::text(std::string_view name) const {
  const auto* const value = body.is_object() ? body.get_object().if_contains(name) : nullptr;
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

asio::awaitable<Result<ProviderAnswer>> ask(http::HttpsClient& client, std::string_view what,
                                            http::ClientRequest request) {
  const auto answer = co_await client.send(std::move(request));
  if (!answer) co_return provider_unavailable(what, answer.error().message);
  if (answer->status >= 500)
    co_return provider_unavailable(what, fmt::format("status {}", answer->status));
  auto body = read_json(answer->body);
  if (!body) co_return provider_unavailable(what, "no JSON");
  co_return ProviderAnswer{.status = answer->status, .body = std::move(*body)};
}

std::unexpected<Error> provider_unavailable(std::string_view what, std::string_view why) {
  return fail(ErrorCode::unavailable, "provider_unavailable", fmt::format("{}: {}", what, why));
}

std::unexpected<Error> provider_refused(std::string_view what, std::string_view why) {
  return fail(ErrorCode::forbidden, "provider_refused", fmt::format("{}: {}", what, why));
}

bool can_be_sent(std::string_view token) {
  constexpr std::size_t kLongest = 4096;
  const auto is_visible = [](char c) { return c > 0x20 && c < 0x7F; };
  return !token.empty() && token.size() <= kLongest && std::ranges::all_of(token, is_visible);
}

std::string error_name(const ProviderAnswer& answer) {
  constexpr std::size_t kLongest = 40;
  const auto name = answer.text("error").value_or("");
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const bool is_word = !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, fits);
  return is_word ? name : "an error";
}

std::string challenge_of(std::string_view verifier) {
  const auto digest = sha256(verifier);
  return base64url_encode({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace pomopomo::accounts
