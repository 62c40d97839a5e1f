#pragma once
// Asks other servers over HTTPS, such as those of sign-in providers, and awaits what they say.
//
// Guarantees: certificates are verified, redirects are not followed, proxies of the environment are
// not asked; an answer comes within the deadline, name look-up included, and is no larger than
// allowed. Plain http goes to loopback alone, and only where that is switched on. All transfers run
// on one thread of this object; beyond `max_transfers` at once nothing is started.

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/asio.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"

namespace pomopomo::http {

struct ClientRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::optional<std::string> form;   // a POST of application/x-www-form-urlencoded; else a GET
};

struct ClientAnswer {
  unsigned status = 0;
  std::string body;
};

class HttpsClient {
 public:
  struct Options {
    Millis deadline{10'000};
    std::size_t max_body = 1024 * 1024;  // bytes
    std::size_t max_transfers = 64;
    std::string ca_file;  // PEM: authorities to trust besides the system's; empty: none
    bool insecure_loopback = false;
  };

  explicit HttpsClient(Options options);
  // Ends all transfers.
  ~HttpsClient();
  HttpsClient(const HttpsClient&) = delete;
  HttpsClient& operator=(const HttpsClient&) = delete;

  // Whether a URL is https, or http to loopback where that is switched on. Thread: any.
  bool allows(std::string_view url) const { return allows(url, options_.insecure_loopback); }
  static bool allows(std::string_view url, bool insecure_loopback);

  // Returns: the answer, whatever its status. Cancelling does not end the transfer, which ends by
  // its deadline. Thread: any; resumes on the caller's executor.
  // Errors: unavailable/insecure_url, /overloaded, /unreachable (the message says why).
  asio::awaitable<Result<ClientAnswer>> send(ClientRequest request);

 private:
  struct Transfer;
  struct Multi;

  void run();
  void start(Transfer& transfer);
  void finish(Transfer& transfer, int code);

  const Options options_;
  std::unique_ptr<Multi> multi_;
  std::atomic<std::size_t> running_ = 0;
  std::mutex mutex_;
  std::vector<Transfer*> arrived_;  // those not started yet
  std::vector<Transfer*> started_;  // the thread's own
  std::atomic<bool> stopping_ = false;
  std::jthread thread_;
};

// Whether a file holds certificates that can be trusted. Errors: invalid/no_certificate.
Result<void> check_ca_file(const std::string& path);

// key=value&… of application/x-www-form-urlencoded, for a query as well.
std::string encode_form(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

}  // namespace pomopomo::http
