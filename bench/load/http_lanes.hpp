#pragma once
// A few kept-alive connections that ask in step; for what has to be made before a measurement.

#include <string>
#include <vector>

#include "options.hpp"

namespace pomopomo::load {

class HttpLanes {
 public:
  // Errors: throws std::system_error when the server cannot be reached.
  explicit HttpLanes(const Options& options);
  ~HttpLanes();
  HttpLanes(const HttpLanes&) = delete;
  HttpLanes& operator=(const HttpLanes&) = delete;

  // Returns: the bodies of the answers, in the order of the requests.
  // Errors: throws when an answer is not 2xx.
  std::vector<std::string> ask(const std::vector<std::string>& requests);

 private:
  std::vector<int> sockets_;
};

}  // namespace pomopomo::load
