#include "realtime/ack.hpp"

namespace pomopomo::realtime {

namespace {

socketio::Arguments one(boost::json::object answer) {
  socketio::Arguments arguments;
  arguments.args.push_back(std::move(answer));
  return arguments;
}

}  // namespace

socketio::Arguments ack_ok() {
  return one({{"ok", true}});
}

socketio::Arguments ack_ok(boost::json::value data) {
  return one({{"ok", true}, {"data", std::move(data)}});
}

socketio::Arguments ack_error(const Error& error) {
  auto answer = one({{"ok", false}, {"error", to_ack_json(error)}});
  answer.bad_input = error.code == ErrorCode::invalid || error.reason == "unknown_event";
  return answer;
}

Result<boost::json::value> payload_of(const socketio::Arguments& arguments) {
  if (arguments.args.empty()) return boost::json::object{};
  if (arguments.args.size() != 1 || !arguments.args[0].is_object() ||
      !arguments.attachments.empty()) {
    return fail_field("payload", "wrong_type", "An event carries one JSON object.");
  }
  return arguments.args[0];
}

}  // namespace pomopomo::realtime
