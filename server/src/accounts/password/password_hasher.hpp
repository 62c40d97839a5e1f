#pragma once
// Passwords as they are stored: Argon2id, 19 MiB, two passes (AU11), about 30 ms of a core.
//
// Hashing has threads of its own, so that no event loop waits for it; of those who want it at once
// only so many are let in, the others are told when to come back. Thread: any.

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "core/asio.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

class PasswordHasher {
 public:
  explicit PasswordHasher(int most_at_once = 64);

  // Requires: `password` is normal (password_rules.hpp).
  // Errors: unavailable/overloaded with retry_after, when so many wait already.
  asio::awaitable<Result<std::string>> hash(std::string password);
  // Whether `password` is the one that `stored` was made from. Without `stored` it never is, and
  // takes as long to say so (AU7). Errors: as above.
  asio::awaitable<Result<bool>> verify(std::optional<std::string> stored, std::string password);

 private:
  template <class Answer>
  asio::awaitable<Result<Answer>> run(Answer (*work)(std::string, std::string), std::string stored,
                                      std::string password);

  const int most_at_once_;
  boost::asio::thread_pool threads_;
  std::shared_ptr<std::atomic<int>> waiting_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace pomopomo::accounts
