#include "http/request_parser.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/verb.hpp>

#include "http/body_reader.hpp"
#include "http/target.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;

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

// Beast's parser, filling our Request without a container of its own. It reads heads only.
class HeadParser final : public beast::http::basic_parser<true> {
 public:
  Request request;
  bool refused_method = false;
  unsigned http_version = 11;

 private:
  void on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target,
                       int version, error_code&) override {
    request.method = to_method(verb);
    refused_method = verb == beast::http::verb::connect || verb == beast::http::verb::trace;
    request.target.assign(target.data(), target.size());
    http_version = static_cast<unsigned>(version);
  }
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     error_code&) override {
    request.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(error_code&) override {}
  void on_response_impl(int, beast::string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(beast::string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, error_code&) override {
    return 0;
  }
  void on_finish_impl(error_code&) override {}
};

}  // namespace

struct RequestParser::Impl {
  Impl(const Limits& wanted, BodyLimit ask) : limits(&wanted), body_limit(std::move(ask)) {
    head.header_limit(static_cast<std::uint32_t>(wanted.header_bytes + 16));
    head.body_limit(boost::none);  // which it is depends on the whole head
    head.eager(false);
  }

  std::optional<Refusal> parse_head(std::string_view bytes);
  std::expected<Progress, Refusal> read_body(std::string& buffer);

  const Limits* limits;
  BodyLimit body_limit;
  HeadScanner scanner;
  HeadParser head;
  BodyReader body = BodyReader::with_length(0);
  bool started = false;
};

// Requires: `bytes` is a whole head.
std::optional<Refusal> RequestParser::Impl::parse_head(std::string_view bytes) {
  if (const auto wrong = check_head(bytes, *limits)) return wrong;
  error_code error;
  head.put(boost::asio::buffer(bytes), error);
  if (error || !head.is_header_done()) return Refusal{400, "malformed request"};
  if (head.refused_method) return Refusal{501, "method not implemented"};
  if (!split_target(head.request)) return Refusal{400, "malformed request target"};
  const auto expect = head.request.headers.get("expect");
  if (!expect.empty() && !iequals(expect, "100-continue")) {
    return Refusal{417, "unknown expectation"};
  }
  const auto most = body_limit ? body_limit(head.request) : limits->body_bytes;
  if (!most) return most.error();
  const auto length = head.content_length();
  if (length && *length > *most) return Refusal{413, "body too large", "body_bytes"};
  body =
      head.chunked() ? BodyReader::chunked(*most) : BodyReader::with_length(length ? *length : 0);
  return std::nullopt;
}

std::expected<RequestParser::Progress, Refusal> RequestParser::Impl::read_body(
    std::string& buffer) {
  std::string_view rest = buffer;
  const auto complete = body.feed(rest, head.request.body);
  if (!complete) return std::unexpected(complete.error());
  buffer.erase(0, buffer.size() - rest.size());
  if (!*complete) return Progress::body;
  head.request.websocket_upgrade = is_websocket_handshake(head.request, head.http_version);
  return Progress::done;
}

RequestParser::RequestParser(const Limits& limits, BodyLimit body_limit)
    : impl_(std::make_unique<Impl>(limits, std::move(body_limit))) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

std::expected<RequestParser::Progress, Refusal> RequestParser::feed(std::string& buffer) {
  auto& self = *impl_;
  if (!self.started) {
    // One empty line before a request is forgiven (RFC 9112 2.2): old clients end a body with it.
    if (buffer.size() < 2) return Progress::head;
    if (buffer.starts_with("\r\n")) buffer.erase(0, 2);
    self.started = true;
  }
  if (!self.head.is_header_done()) {
    const auto length = self.scanner.scan(buffer);
    if (const auto wrong = self.scanner.refusal(buffer, *self.limits)) {
      return std::unexpected(*wrong);
    }
    if (length == 0) return Progress::head;
    const auto wrong = self.parse_head(std::string_view(buffer).substr(0, length));
    if (wrong) return std::unexpected(*wrong);
    buffer.erase(0, length);
  }
  return self.read_body(buffer);
}

bool RequestParser::expects_continue() const {
  return impl_->head.http_version == 11 && impl_->head.request.headers.has("expect");
}
bool RequestParser::keep_alive() const {
  return impl_->head.http_version == 11 && impl_->head.keep_alive();
}
std::size_t RequestParser::body_received() const {
  return impl_->head.request.body.size();
}
Request& RequestParser::request() {
  return impl_->head.request;
}

}  // namespace pomopomo::http
