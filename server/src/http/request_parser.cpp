#include "http/request_parser.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/verb.hpp>

#include "http/target.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;

constexpr std::size_t kChunkExtensionBytes = 1024;  // of one request; nobody sends any

Method to_method(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::patch:
      return Method::patch;
    case beast::http::verb::delete_:
      return Method::delete_;
    case beast::http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

// A handshake request as RFC 6455 section 4.2.1 wants it.
bool is_websocket_handshake(const Request& request, unsigned version) {
  const auto& headers = request.headers;
  const auto key = headers.get("sec-websocket-key");
  return request.method == Method::get && version == 11 && request.body.empty() &&
         list_has(headers.get("upgrade"), "websocket") &&
         list_has(headers.get("connection"), "upgrade") &&
         headers.get("sec-websocket-version") == "13" && key.size() == 24 && key.ends_with("==");
}

// Beast's parser, filling our Request without a container of its own.
class BeastParser final : public beast::http::basic_parser<true> {
 public:
  Request request;
  bool refused_method = false;
  unsigned http_version = 11;
  std::size_t trailers = 0;
  std::size_t extension_bytes = 0;

 private:
  void on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target,
                       int version, error_code&) override {
    request.method = to_method(verb);
    refused_method = verb == beast::http::verb::connect || verb == beast::http::verb::trace;
    request.target.assign(target.data(), target.size());
    http_version = static_cast<unsigned>(version);
  }
  void on_response_impl(int, beast::string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     error_code& ec) override {
    if (!is_header_done()) {
      request.headers.add(std::string(name.data(), name.size()),
                          std::string(value.data(), value.size()));
    } else if (++trailers > kTrailers) {  // trailers are dropped: nothing of ours needs them
      ec = beast::http::error::header_limit;
    }
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) request.body.reserve(std::min<std::size_t>(*length, kReserve));
  }
  std::size_t on_body_impl(beast::string_view body, error_code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, beast::string_view extensions, error_code& ec) override {
    extension_bytes += extensions.size();
    if (extension_bytes > kChunkExtensionBytes) ec = beast::http::error::bad_chunk_extension;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, error_code& ec) override {
    return on_body_impl(body, ec);
  }
  void on_finish_impl(error_code&) override {}

  static constexpr std::size_t kTrailers = 32;
  static constexpr std::size_t kReserve = 16 * 1024;  // a declared length alone reserves no more
};

}  // namespace

struct RequestParser::Impl {
  explicit Impl(const Limits& wanted) : limits(&wanted) {
    beast.header_limit(static_cast<std::uint32_t>(wanted.header_bytes + 16));
    beast.body_limit(wanted.body_bytes);
    beast.eager(false);  // one element a call, so that `least_input` holds for each
  }

  std::optional<Refusal> finish_head();
  // Beast 1.81 asserts that the last chunk's header comes with two bytes more. A chunked body ends
  // in "0", CRLF, CRLF at the least, so waiting for five bytes never waits for bytes that do not
  // come.
  std::size_t least_input() const { return beast.is_header_done() && beast.chunked() ? 5 : 1; }
  std::expected<Progress, Refusal> feed_beast(std::string& buffer);

  const Limits* limits;
  HeadScanner scanner;
  BeastParser beast;
  bool started = false;
  bool head_checked = false;
};

namespace {

Refusal to_refusal(const error_code& error) {
  using enum beast::http::error;
  if (error == body_limit) return {413, "body too large"};
  if (error == header_limit) return {431, "headers too large"};
  if (error == bad_chunk || error == bad_chunk_extension) return {400, "malformed chunk"};
  return {400, "malformed request"};
}

}  // namespace

std::optional<Refusal> RequestParser::Impl::finish_head() {
  if (beast.refused_method) return Refusal{501, "method not implemented"};
  if (!split_target(beast.request)) return Refusal{400, "malformed request target"};
  const auto expect = beast.request.headers.get("expect");
  if (!expect.empty() && !iequals(expect, "100-continue"))
    return Refusal{417, "unknown expectation"};
  return std::nullopt;
}

std::expected<RequestParser::Progress, Refusal> RequestParser::Impl::feed_beast(
    std::string& buffer) {
  const bool had_head = beast.is_header_done();
  error_code error;
  std::size_t used = 0;
  while (used + least_input() <= buffer.size() && !beast.is_done()) {
    const auto taken =
        beast.put(boost::asio::buffer(buffer.data() + used, buffer.size() - used), error);
    used += taken;
    if (error == beast::http::error::need_more) error = {};
    if (error) return std::unexpected(to_refusal(error));
    if (taken == 0) break;
  }
  buffer.erase(0, used);
  if (!had_head) {
    if (const auto wrong = finish_head()) return std::unexpected(*wrong);
  }
  // What stays is an unfinished chunk header or trailer: those are small.
  if (!beast.is_done() && buffer.size() > limits->header_bytes)
    return std::unexpected(Refusal{400, "malformed chunk"});
  if (!beast.is_done()) return Progress::body;
  beast.request.websocket_upgrade = is_websocket_handshake(beast.request, beast.http_version);
  return Progress::done;
}

RequestParser::RequestParser(const Limits& limits) : impl_(std::make_unique<Impl>(limits)) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

std::expected<RequestParser::Progress, Refusal> RequestParser::feed(std::string& buffer) {
  if (!impl_->started) {
    // One empty line before a request is forgiven (RFC 9112 2.2): old clients end a body with it.
    if (buffer.size() < 2) return Progress::head;
    if (buffer.starts_with("\r\n")) buffer.erase(0, 2);
    impl_->started = true;
  }
  if (!impl_->head_checked) {
    const auto length = impl_->scanner.scan(buffer);
    if (const auto wrong = impl_->scanner.refusal(buffer, *impl_->limits))
      return std::unexpected(*wrong);
    if (length == 0) return Progress::head;
    const auto head = std::string_view(buffer).substr(0, length);
    if (const auto wrong = check_head(head, *impl_->limits)) return std::unexpected(*wrong);
    impl_->head_checked = true;
  }
  return impl_->feed_beast(buffer);
}

bool RequestParser::expects_continue() const {
  return impl_->beast.http_version == 11 && impl_->beast.request.headers.has("expect");
}
bool RequestParser::keep_alive() const {
  return impl_->beast.keep_alive();
}
std::size_t RequestParser::body_received() const {
  return impl_->beast.request.body.size();
}
Request& RequestParser::request() {
  return impl_->beast.request;
}

}  // namespace pomopomo::http
