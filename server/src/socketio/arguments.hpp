#pragma once
// The arguments of an event or an ack.

#include <string>
#include <vector>

#include <boost/json/array.hpp>

namespace pomopomo::socketio {

// A binary attachment stands in `args` as {"_placeholder": true, "num": n} and in `attachments`. In
// what a client sent, every placeholder of a packet with attachments names one that exists.
struct Arguments {
  boost::json::array args;
  std::vector<std::string> attachments;
  // Of a handler's answer: what the client sent was not acceptable. Counts for `max_bad_inputs`.
  bool bad_input = false;
};

}  // namespace pomopomo::socketio
