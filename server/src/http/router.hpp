#pragma once
// Finds the handler of a request in a table of routes and turns what it returns into an answer.
//
//   router.add(Method::post, "/api/rooms/{code}", [&](const RequestContext& context) { return
//   create(context); });
//
// A `{name}` in a pattern stands for one path segment; literal segments win over it. Unknown path:
// 404 `unknown_route`. Known path, other method: 405 with Allow. HEAD is answered by GET, OPTIONS
// by the table. Errors become problem+json, exceptions are caught in service.cpp. Everything here
// is `Cache-Control: no-store` unless the handler says otherwise. Threading: filled before the
// listener starts, read-only afterwards.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "http/service.hpp"

namespace pomopomo::http {

// What a handler gets; lives until its coroutine ends.
struct RequestContext {
  const Request& request;
  std::vector<std::pair<std::string_view, std::string>> params;

  // The path parameter of that name. Requires: the route's pattern has it.
  const std::string& param(std::string_view name) const;
};

class Router final : public Service {
 public:
  using Handler = std::function<asio::awaitable<Result<Response>>(const RequestContext& context)>;
  // Runs before the handler of a matched route; an Error refuses the request.
  using Check = std::function<std::optional<Error>(const Request& request)>;

  // What a route takes as the body of a request.
  struct Body {
    bool json = true;       // false: anything; what it is the handler looks at
    std::size_t bytes = 0;  // at most; 0: as usual
  };
  struct RouteName {
    Method method;
    std::string_view pattern;
  };

  // How many bodies above the usual limit may be on their way at once; the next gets 503.
  static constexpr std::size_t kLargeBodies = 64;

  // Requires: `pattern` begins with "/"; no two routes have the same method and pattern.
  void add(Method method, std::string pattern, Handler handler, Body body = {true, 0});
  // Checks run in the order they were added.
  void add_check(Check check);
  // The table, in the order of `add`; for tests that hold it against the contract.
  std::vector<RouteName> routes() const;

  std::expected<std::size_t, Refusal> body_limit(const Request& head, std::size_t usual) override;
  std::shared_ptr<void> expect_body(const Request& head) override;
  asio::awaitable<Response> handle(const Request& request) override;
  std::string_view name() const override { return "unknown"; }

 private:
  struct Route {
    Method method;
    std::string pattern;
    Handler handler;
    Body body;
  };

  const Route* find(Method method, std::string_view path) const;
  std::string allowed_methods(std::string_view path) const;
  Response answer_unmatched(const Request& request) const;

  std::vector<Route> routes_;
  std::vector<Check> checks_;
  std::shared_ptr<std::atomic<std::size_t>> large_bodies_ =
      std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace pomopomo::http
