#include "accounts/mail/smtp.hpp"

#include <curl/curl.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <cstring>

#include <fmt/format.h>

#include "accounts/mail/address.hpp"
#include "accounts/mail/delivery.hpp"

namespace pomopomo::accounts {

namespace {

constexpr Seconds kConnectTime{8};
constexpr long kFirstPermanent = 500;  // of SMTP's replies

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Free>;
using List = std::unique_ptr<curl_slist, Free>;

std::size_t read_message(char* to, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<std::string_view*>(from);
  const auto length = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), length);
  rest.remove_prefix(length);
  return length;
}

// Not zero: break it off.
int check_stopping(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const std::atomic<bool>*>(stopping) ? 1 : 0;
}

bool is_loopback(std::string_view host) {
  boost::system::error_code bad;
  const auto address = boost::asio::ip::make_address(host, bad);
  return host == "localhost" || (!bad && address.is_loopback());
}

SendingResult to_result(CURLcode code, long reply) {
  if (code == CURLE_OK) return {Sending::sent};
  // What curl says besides may name the recipient; its code and the server's do not.
  auto why = fmt::format("{} (last reply: {})", curl_easy_strerror(code), reply);
  return {reply >= kFirstPermanent ? Sending::refused : Sending::failed, std::move(why)};
}

}  // namespace

Result<SmtpServer> SmtpServer::parse(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(url);
  const bool is_smtp = parsed && (parsed->scheme() == "smtp" || parsed->scheme() == "smtps");
  if (!is_smtp || parsed->encoded_host().empty() || parsed->encoded_path().size() > 1 ||
      parsed->has_query() || parsed->has_fragment())
    return fail_field("smtp-url", "no_smtp_url",
                      "A mail server is given as smtp://user:password@host:port or smtps://…");
  boost::urls::url plain(*parsed);
  plain.remove_userinfo();
  plain.set_path("");
  return SmtpServer{
      .url = std::string(plain.buffer()),
      .user = parsed->user(),
      .password = parsed->password(),
      .needs_tls = parsed->scheme() == "smtps" || !is_loopback(parsed->host_address())};
}

SmtpTransport::SmtpTransport(Options options)
    : options_(std::move(options)), threads_(Delivery::kMostAtOnce) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
}

SmtpTransport::~SmtpTransport() {
  stopping_ = true;
  threads_.join();
}

asio::awaitable<SendingResult> SmtpTransport::send(Letter letter) {
  co_return co_await asio::co_spawn(threads_, send_here(std::move(letter)), asio::use_awaitable);
}

asio::awaitable<SendingResult> SmtpTransport::send_here(Letter letter) const {
  const auto message = to_mime(letter, options_.sender);
  std::string_view rest = message;
  const auto& server = options_.server;
  const Handle handle(curl_easy_init());
  const List recipients(curl_slist_append(nullptr, fmt::format("<{}>", letter.to).c_str()));
  const auto from = fmt::format("<{}>", options_.sender.address);
  // Behind the slash: how we introduce ourselves.
  const auto url = fmt::format("{}/{}", server.url, domain_of(options_.sender.address));
  const auto set = [&handle](CURLoption option, auto value) {
    curl_easy_setopt(handle.get(), option, value);
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  if (!server.user.empty()) {
    set(CURLOPT_USERNAME, server.user.c_str());
    set(CURLOPT_PASSWORD, server.password.c_str());
  }
  if (server.needs_tls) set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  set(CURLOPT_MAIL_FROM, from.c_str());
  set(CURLOPT_MAIL_RCPT, recipients.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, &read_message);
  set(CURLOPT_READDATA, static_cast<void*>(&rest));
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(kConnectTime.count()));
  set(CURLOPT_TIMEOUT, static_cast<long>(kMaxTime.count()));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &check_stopping);
  set(CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stopping_));
  const auto code = curl_easy_perform(handle.get());
  long reply = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &reply);
  co_return to_result(code, reply);
}

}  // namespace pomopomo::accounts
