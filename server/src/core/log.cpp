#include "core/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <chrono>
#include <memory>

namespace pomopomo::log {

namespace {

std::atomic<bool> as_json = false;

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("pomopomo",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::info);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      break;
  }
  return spdlog::level::err;
}

std::string_view name(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      break;
  }
  return "error";
}

std::string timestamp() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     (now - seconds).count());
}

std::string json_line(Level level, std::string_view event, Fields fields) {
  boost::json::object line{{"time", timestamp()}, {"level", name(level)}, {"event", event}};
  for (const auto& [key, value] : fields) line.insert({{key, value}});
  return boost::json::serialize(line);
}

// JSON's quoting keeps control characters out of the terminal too.
std::string text_line(Level level, std::string_view event, Fields fields) {
  std::string line = fmt::format("{} {:5} {}", timestamp().substr(11, 12), name(level), event);
  for (const auto& field : fields) {
    line += fmt::format(" {}={}", field.key,
                        boost::json::serialize(boost::json::value({field.value}).at(0)));
  }
  return line;
}

}  // namespace

void init(Level level, Format format) {
  as_json = format == Format::json || (format == Format::automatic && isatty(STDERR_FILENO) == 0);
  logger().set_level(to_spdlog(level));
}

void write(Level level, std::string_view event, Fields fields) {
  if (!logger().should_log(to_spdlog(level))) return;
  logger().log(to_spdlog(level),
               as_json ? json_line(level, event, fields) : text_line(level, event, fields));
}

}  // namespace pomopomo::log
