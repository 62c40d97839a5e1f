#include "socketio/workers.hpp"

#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "socketio/dispatch.hpp"

namespace pomopomo::socketio {

namespace {

constexpr std::size_t kKept = 32;

}  // namespace

// Workers that wait for a job.
struct Workers::Idle {
  using Handler = asio::async_result<asio::use_awaitable_t<>, void(Job)>::handler_type;

  asio::awaitable<Job> next() {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Job)>(
        [this](auto handler) { waiting.push_back(std::move(handler)); }, asio::use_awaitable);
  }

  std::vector<Handler> waiting;
};

Workers::Workers(asio::io_context& context) : context_(context), idle_(std::make_shared<Idle>()) {}

Workers::~Workers() {
  // A worker holds `idle_`, which holds the worker.
  const auto waiting = std::move(idle_->waiting);
}

void Workers::start(Job job) {
  if (idle_->waiting.empty()) {
    return asio::co_spawn(context_, run(idle_, std::move(job)), &report_worker_end);
  }
  auto worker = std::move(idle_->waiting.back());
  idle_->waiting.pop_back();
  worker(std::move(job));
}

asio::awaitable<void> Workers::run(std::shared_ptr<Idle> idle, Job job) {
  while (true) {
    std::optional<Work> work(std::move(job.work));
    for (; work; work = job.socket->next_work()) co_await dispatch(*job.socket, *work);
    job = {};
    if (idle->waiting.size() >= kKept) co_return;
    job = co_await idle->next();
  }
}

}  // namespace pomopomo::socketio
