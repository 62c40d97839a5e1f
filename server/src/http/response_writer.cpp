#include "http/response_writer.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <iterator>

#include "core/log.hpp"
#include "http/listener.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace {

// "Sun, 06 Nov 1994 08:49:37 GMT", made once a second and loop.
std::string_view http_date() {
  thread_local std::time_t made_at = 0;
  thread_local std::string text;
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (now != made_at) {
    static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    gmtime_r(&now, &parts);
    text = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                       kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                       parts.tm_hour, parts.tm_min, parts.tm_sec);
    made_at = now;
  }
  return text;
}

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  if (breaks_line(name) || breaks_line(value)) {
    log::error("header_dropped", {{"header", name}, {"why", "line break in an answer's header"}});
    return;
  }
  fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
}

bool has_no_body(unsigned status) {
  return status < 200 || status == 204 || status == 304;
}

}  // namespace

ResponseWriter::ResponseWriter(Response response, std::string_view request_id, const Policy& policy,
                               bool with_body)
    : response_(std::move(response)), with_body_(with_body && !has_no_body(response_.status)) {
  const auto length = response_.shared_body ? response_.shared_body->size() : response_.body.size();
  head_.reserve(512 + policy.headers.size() + policy.html_headers.size());
  fmt::format_to(std::back_inserter(head_), "HTTP/1.1 {} {}\r\nDate: {}\r\nX-Request-Id: {}\r\n",
                 response_.status, reason_phrase(response_.status), http_date(), request_id);
  if (!has_no_body(response_.status)) {
    fmt::format_to(std::back_inserter(head_), "Content-Length: {}\r\n", length);
  }
  if (response_.close) head_ += "Connection: close\r\n";
  for (const auto& [name, value] : response_.headers.all()) append_field(head_, name, value);
  head_ += policy.headers;
  if (response_.headers.get("content-type").starts_with("text/html")) head_ += policy.html_headers;
  head_ += "\r\n";
}

std::string_view ResponseWriter::body() const {
  if (!with_body_) return {};
  return response_.shared_body ? std::string_view(*response_.shared_body)
                               : std::string_view(response_.body);
}

std::array<boost::asio::const_buffer, 2> ResponseWriter::rest() const {
  const auto all = body();
  if (sent_ < head_.size()) {
    return {boost::asio::buffer(head_) + sent_, boost::asio::buffer(all)};
  }
  return {boost::asio::buffer(all.substr(sent_ - head_.size())), boost::asio::const_buffer()};
}

}  // namespace pomopomo::http
