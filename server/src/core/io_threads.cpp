#include "core/io_threads.hpp"

namespace pomopomo {

namespace {
thread_local std::size_t current_index = IoThreads::npos;
}

IoThreads::IoThreads(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    contexts_.push_back(std::make_unique<asio::io_context>(1));
    work_.push_back(asio::make_work_guard(*contexts_.back()));
  }
}

IoThreads::~IoThreads() {
  stop();
}

std::size_t IoThreads::current() {
  return current_index;
}

void IoThreads::start() {
  for (std::size_t i = 0; i < contexts_.size(); ++i) {
    threads_.emplace_back([this, i] {
      current_index = i;
      contexts_[i]->run();
    });
  }
}

void IoThreads::stop() {
  for (auto& context : contexts_) context->stop();
  threads_.clear();
}

}  // namespace pomopomo
