#include "accounts/password/password_hasher.hpp"

#include <sodium.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <new>
#include <thread>

namespace pomopomo::accounts {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19456} * 1024;
constexpr std::chrono::seconds kComeBackAfter{2};
// What nobody's password hashes to, in the same form and with the same work as any other.
constexpr std::string_view kNobodys =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGF0IGhvbQ$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

// Half of the cores: whoever hashes as much as possible leaves the other half to the event loops.
std::size_t how_many_threads() {
  return std::max(1U, std::thread::hardware_concurrency() / 2);
}

std::string hash_now(std::string, std::string password) {
  std::string stored(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(stored.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();  // the only thing that can go wrong
  stored.resize(stored.find('\0'));
  return stored;
}

bool verify_now(std::string stored, std::string password) {
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

}  // namespace

PasswordHasher::PasswordHasher(int most_at_once)
    : most_at_once_(most_at_once), threads_(how_many_threads()) {}

template <class Answer>
asio::awaitable<Result<Answer>> PasswordHasher::run(Answer (*work)(std::string, std::string),
                                                    std::string stored, std::string password) {
  // Owned by the job, which may be destroyed unrun.
  auto place = std::shared_ptr<void>(nullptr, [count = waiting_](void*) { --*count; });
  if (waiting_->fetch_add(1) >= most_at_once_) {
    auto refusal = fail(ErrorCode::unavailable, "overloaded",
                        "Too many people are signing in right now. Try again in a moment.");
    refusal.error().retry_after = kComeBackAfter;
    co_return refusal;
  }
  auto job = [](Answer (*hashing)(std::string, std::string), std::string known, std::string typed,
                std::shared_ptr<void>) -> asio::awaitable<Answer> {
    co_return hashing(std::move(known), std::move(typed));
  };
  co_return co_await asio::co_spawn(
      threads_, job(work, std::move(stored), std::move(password), std::move(place)),
      asio::use_awaitable);
}

asio::awaitable<Result<std::string>> PasswordHasher::hash(std::string password) {
  return run<std::string>(hash_now, {}, std::move(password));
}

asio::awaitable<Result<bool>> PasswordHasher::verify(std::optional<std::string> stored,
                                                     std::string password) {
  return run<bool>(verify_now, std::move(stored).value_or(std::string(kNobodys)),
                   std::move(password));
}

}  // namespace pomopomo::accounts
