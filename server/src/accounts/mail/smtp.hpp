#pragma once
// Mail by SMTP, through libcurl, on threads of its own.
//
// smtps:// is TLS from the first byte; smtp:// is TLS by STARTTLS, without which nothing is sent,
// except to a server on loopback. Certificates are verified. A server that takes longer than
// Transport::kMaxTime counts as away.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/thread_pool.hpp>

#include "accounts/mail/mime.hpp"
#include "accounts/mail/transport.hpp"

namespace pomopomo::accounts {

struct SmtpServer {
  std::string url;  // without user and password
  std::string user;
  std::string password;
  bool needs_tls = true;

  // Reads smtp[s]://user:password@host:port; user, password and port may be left out.
  // Errors: invalid, field `smtp-url`.
  static Result<SmtpServer> parse(std::string_view url);
};

class SmtpTransport final : public Transport {
 public:
  struct Options {
    SmtpServer server;
    Sender sender;
    std::string ca_file;  // whom to trust instead of those whom the system trusts; may be empty
  };
  explicit SmtpTransport(Options options);
  // Breaks off what is being sent.
  ~SmtpTransport() override;

  asio::awaitable<SendingResult> send(Letter letter) override;

 private:
  asio::awaitable<SendingResult> send_here(Letter letter) const;

  const Options options_;
  std::atomic<bool> stopping_ = false;
  boost::asio::thread_pool threads_;
};

}  // namespace pomopomo::accounts
