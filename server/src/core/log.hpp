#pragma once
// Structured log on stderr: one event a line, JSON when stderr is not a terminal, readable text
// when it is.
//
//   log::info("room_created", {{"code", room.code}, {"segments", 8}});
//
// Never log a secret: no token, cookie, code, or text a person wrote. Thread: any.

#include <initializer_list>
#include <string_view>

#include <boost/json/value_ref.hpp>

namespace pomopomo::log {

enum class Level { debug, info, warn, error };
enum class Format { automatic, json, text };

// Call once at start; before it, info and above go out as text.
void init(Level level, Format format);

struct Field {
  std::string_view key;
  boost::json::value_ref value;
};
using Fields = std::initializer_list<Field>;

void write(Level level, std::string_view event, Fields fields = {});
inline void debug(std::string_view event, Fields fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) {
  write(Level::info, event, fields);
}
inline void warn(std::string_view event, Fields fields = {}) {
  write(Level::warn, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
  write(Level::error, event, fields);
}

}  // namespace pomopomo::log
