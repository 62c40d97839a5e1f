#include "http/router.hpp"

#include <cassert>
#include <stdexcept>

#include "http/body.hpp"

namespace pomopomo::http {

namespace {

// Cuts the first segment off a path that begins with "/".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  const auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool is_param(std::string_view segment) {
  return segment.starts_with('{');
}

// How many literal segments of `pattern` `path` meets; nullopt when it does not match.
std::optional<int> match(std::string_view pattern, std::string_view path) {
  int literals = 0;
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (is_param(wanted) ? given.empty() : wanted != given) return std::nullopt;
    if (!is_param(wanted)) ++literals;
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return literals;
}

std::vector<std::pair<std::string_view, std::string>> read_params(std::string_view pattern,
                                                                  std::string_view path) {
  std::vector<std::pair<std::string_view, std::string>> params;
  while (!pattern.empty()) {
    const auto wanted = take_segment(pattern);
    const auto given = take_segment(path);
    if (is_param(wanted)) params.emplace_back(wanted.substr(1, wanted.size() - 2), given);
  }
  return params;
}

Response to_problem(const Error& error, const Request& request) {
  const unsigned status = error.reason == kUnsupportedMediaType ? 415 : 0;
  return Response::problem(error, request.request_id, status);
}

}  // namespace

const std::string& RequestContext::param(std::string_view name) const {
  const auto found = std::ranges::find(params, name, [](const auto& param) { return param.first; });
  if (found == params.end())
    throw std::logic_error("the route has no parameter " + std::string(name));
  return found->second;
}

void Router::add(Method method, std::string pattern, Handler handler, Body body) {
  assert(pattern.starts_with('/'));
  routes_.push_back({method, std::move(pattern), std::move(handler), body});
}

void Router::add_check(Check check) {
  checks_.push_back(std::move(check));
}

std::vector<Router::RouteName> Router::routes() const {
  std::vector<RouteName> out;
  for (const auto& route : routes_) out.push_back({route.method, route.pattern});
  return out;
}

const Router::Route* Router::find(Method method, std::string_view path) const {
  const Route* best = nullptr;
  int best_literals = -1;
  for (const auto& route : routes_) {
    if (route.method != method) continue;
    const auto literals = match(route.pattern, path);
    if (!literals || *literals <= best_literals) continue;
    best = &route;
    best_literals = *literals;
  }
  return best;
}

// "GET, HEAD, OPTIONS"; empty when no route has this path.
std::string Router::allowed_methods(std::string_view path) const {
  std::string allowed;
  for (const auto& route : routes_) {
    if (!match(route.pattern, path)) continue;
    allowed += to_string(route.method);
    allowed += route.method == Method::get ? ", HEAD, " : ", ";
  }
  return allowed.empty() ? allowed : allowed + "OPTIONS";
}

Response Router::answer_unmatched(const Request& request) const {
  auto allowed = allowed_methods(request.path);
  if (allowed.empty()) {
    return to_problem(
        fail(ErrorCode::not_found, "unknown_route", "There is nothing at this address.").error(),
        request);
  }
  if (request.method == Method::options) {
    auto response = Response::empty();
    response.headers.add("Allow", std::move(allowed));
    return response;
  }
  auto response = Response::problem(
      fail(ErrorCode::invalid, "unknown_method", "This address takes " + allowed).error(),
      request.request_id, 405);
  response.headers.add("Allow", std::move(allowed));
  return response;
}

std::expected<std::size_t, Refusal> Router::body_limit(const Request& head, std::size_t usual) {
  const auto* route = find(head.method, head.path);
  if (route == nullptr || route->body.bytes <= usual) return usual;
  // Nobody knows yet who sends them, and they are kept in memory.
  if (*large_bodies_ >= kLargeBodies) {
    return std::unexpected(Refusal{503, "too many large bodies are on their way", "large_bodies",
                                   std::chrono::seconds(1)});
  }
  return route->body.bytes;
}

std::shared_ptr<void> Router::expect_body(const Request& head) {
  const auto* route = find(head.method, head.path);
  if (route == nullptr || route->body.bytes == 0) return nullptr;
  ++*large_bodies_;
  return {nullptr, [count = large_bodies_](void*) { --*count; }};
}

asio::awaitable<Response> Router::handle(const Request& request) {
  const auto* route =
      find(request.method == Method::head ? Method::get : request.method, request.path);
  if (route == nullptr) co_return answer_unmatched(request);

  Response response;
  const auto refused = [&]() -> std::optional<Error> {
    for (const auto& check : checks_) {
      if (auto error = check(request)) return error;
    }
    if (!route->body.json) return std::nullopt;
    if (auto json = check_json(request); !json) return json.error();
    return std::nullopt;
  }();
  if (refused) {
    response = to_problem(*refused, request);
  } else {
    const RequestContext context{.request = request,
                                 .params = read_params(route->pattern, request.path)};
    auto result = co_await route->handler(context);
    response = result ? std::move(*result) : to_problem(result.error(), request);
  }
  response.route = route->pattern;
  if (!response.headers.has("cache-control")) response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace pomopomo::http
