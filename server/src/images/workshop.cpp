#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "images/images.hpp"

namespace pomopomo::images {

asio::awaitable<Result<Image>> Workshop::remake(std::string bytes) {
  return run(&images::remake, std::move(bytes));
}

asio::awaitable<Result<Image>> Workshop::remake_avatar(std::string bytes) {
  return run(&images::remake_avatar, std::move(bytes));
}

asio::awaitable<Result<Image>> Workshop::run(Remake remake, std::string bytes) {
  if (waiting_->fetch_add(1) >= kMaxWaiting) {
    --*waiting_;
    co_return fail(ErrorCode::unavailable, "overloaded",
                   "Too many images are being looked at. Try again in a moment.");
  }
  // Owned by the job, which may be destroyed unrun.
  auto place = std::shared_ptr<void>(nullptr, [count = waiting_](void*) { --*count; });
  auto job = [](Remake make, std::string image,
                std::shared_ptr<void>) -> asio::awaitable<Result<Image>> { co_return make(image); };
  co_return co_await asio::co_spawn(thread_, job(remake, std::move(bytes), std::move(place)),
                                    asio::use_awaitable);
}

}  // namespace pomopomo::images
