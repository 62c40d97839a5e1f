#pragma once
// HTTP requests and answers as handlers see them; parsing and serialising is the connection's
// business.

#include <any>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/json/value.hpp>

#include "core/error.hpp"

namespace pomopomo::http {

enum class Method { get, head, post, put, patch, delete_, options, other };
std::string_view to_string(Method method);

// Header fields in the order they came; names compare without case.
class Headers {
 public:
  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  void set(std::string_view name, std::string value);
  // The first field of that name; empty when there is none.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Counts one open connection against the listener's limits and its loop's load while it lives.
// Whoever takes a connection over in `Service::upgrade` keeps `Request::slot` as long as the
// socket. Empty in requests made by tests.
class ConnectionSlot {
 public:
  using Counter = std::atomic<std::size_t>;
  ConnectionSlot() = default;
  // `address` counts the connections of one peer, if they are counted.
  explicit ConnectionSlot(std::shared_ptr<Counter> loop, std::shared_ptr<Counter> address = nullptr)
      : loop_(std::move(loop)), address_(std::move(address)) {
    ++*loop_;
    if (address_) ++*address_;
  }
  ConnectionSlot(ConnectionSlot&&) = default;
  ConnectionSlot& operator=(ConnectionSlot&& other) noexcept {
    std::swap(loop_, other.loop_);
    std::swap(address_, other.address_);
    return *this;
  }
  ~ConnectionSlot() {
    if (loop_) --*loop_;
    if (address_) --*address_;
  }

 private:
  std::shared_ptr<Counter> loop_;
  std::shared_ptr<Counter> address_;
};

struct Request {
  Method method = Method::get;
  std::string target;  // as sent, "/api/rooms?open=1"
  std::string path;    // percent-decoded, without the query
  std::string query;   // still encoded, without "?"
  Headers headers;
  std::string body;
  boost::asio::ip::address remote;  // the client's address, behind listed proxies too
  std::string request_id;
  bool websocket_upgrade = false;  // a well-formed RFC 6455 handshake request
  ConnectionSlot slot;             // set in the request given to `Service::upgrade`
  std::shared_ptr<void> hold;      // what `Service::expect_body` returned
  // What was found out about who asks, for as long as this request is answered. Of whoever tells
  // who that is, and of nobody else.
  mutable std::any asker;

  // Decoded query parameter; nullopt when absent. The first wins.
  std::optional<std::string> query_param(std::string_view name) const;
  // Value of a cookie; empty when absent.
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  unsigned status = 200;
  Headers headers;
  std::string body;
  // Set instead of `body` for bytes that many answers share (static files).
  std::shared_ptr<const std::string> shared_body;
  bool close = false;      // end the connection after this answer
  std::string_view route;  // the route's pattern, for metrics; the service's name when empty

  static Response json(unsigned status, const boost::json::value& body);
  static Response text(unsigned status, std::string_view body);
  static Response empty(unsigned status = 204);
  // application/problem+json as the contract says.
  // `status` replaces the code's usual one (415 and its like, which the closed list of codes has no
  // name for).
  static Response problem(const Error& error, std::string_view request_id, unsigned status = 0);
};

// What an answer is named by in X-Request-Id, problems and logs: 12 random characters.
std::string new_request_id();

// "Not Found" for 404.
std::string_view reason_phrase(unsigned status);

}  // namespace pomopomo::http
