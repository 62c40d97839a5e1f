#include "http/body.hpp"

#include "http/text.hpp"

namespace pomopomo::http {

Result<void> check_json(const Request& request) {
  if (request.body.empty()) return {};
  std::string_view parameters = request.headers.get("content-type");
  const bool is_json = iequals(next_element(parameters, ';'), "application/json");
  if (!is_json || request.headers.has("content-encoding")) {
    return fail_field("body", kUnsupportedMediaType, "The body must be plain application/json.");
  }
  return {};
}

Result<boost::json::value> read_json(const Request& request) {
  if (request.body.empty()) return boost::json::object{};
  if (auto json = check_json(request); !json) return std::unexpected(json.error());
  return parse_json(request.body);
}

Result<void> check_image(const Request& request) {
  std::string_view parameters = request.headers.get("content-type");
  const auto type = next_element(parameters, ';');
  const bool is_image =
      iequals(type, "image/png") || iequals(type, "image/jpeg") || iequals(type, "image/webp");
  if (is_image && !request.headers.has("content-encoding")) return {};
  return fail_field("body", kUnsupportedMediaType,
                    "The body must be an image/png, image/jpeg or image/webp.");
}

}  // namespace pomopomo::http
