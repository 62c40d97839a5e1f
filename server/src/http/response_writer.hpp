#pragma once
// An answer as bytes: head and body in one gather write.

#include <array>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>

#include "http/message.hpp"

namespace pomopomo::http {

struct Policy;

class ResponseWriter {
 public:
  // Serialises the head. `with_body` is false for HEAD: the length is told, the body is not sent.
  ResponseWriter(Response response, std::string_view request_id, const Policy& policy,
                 bool with_body);

  // What is still to be written: at most two buffers.
  std::array<boost::asio::const_buffer, 2> rest() const;
  void wrote(std::size_t bytes) { sent_ += bytes; }
  std::size_t sent() const { return sent_; }
  bool done() const { return sent_ == head_.size() + body().size(); }

 private:
  std::string_view body() const;

  Response response_;
  std::string head_;
  bool with_body_;
  std::size_t sent_ = 0;
};

}  // namespace pomopomo::http
