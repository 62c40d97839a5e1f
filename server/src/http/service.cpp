#include "http/service.hpp"

#include <boost/asio/this_coro.hpp>

#include "core/log.hpp"

namespace pomopomo::http {

namespace {

Response answer_failure(const Request& request, const std::exception_ptr& failure,
                        std::string_view what, const TranslateError& translate) {
  const auto known = translate ? translate(failure) : std::nullopt;
  log::error("request_failed", {{"request", request.request_id},
                                {"method", to_string(request.method)},
                                {"path", request.path},
                                {"error", what}});
  if (known) return Response::problem(*known, request.request_id);
  return Response::problem(
      fail(ErrorCode::internal, "internal", "Something went wrong on our side.").error(),
      request.request_id);
}

}  // namespace

asio::awaitable<Response> answer(Service& service, const Request& request,
                                 const TranslateError& translate) {
  std::exception_ptr failure;
  std::string what;
  try {
    co_return co_await service.handle(request);
  } catch (const std::exception& error) {
    failure = std::current_exception();
    what = error.what();
  }
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) std::rethrow_exception(failure);
  co_return answer_failure(request, failure, what, translate);
}

}  // namespace pomopomo::http
