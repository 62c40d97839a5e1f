// pomopomo_load: many clients on one thread, cheaper than any server, and what they see of it.

#include <sys/resource.h>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "modes.hpp"

namespace {

using namespace pomopomo::load;

struct Mode {
  const char* name;
  const char* help;
  boost::json::object (*run)(const Options&);
};

constexpr Mode kModes[] = {
    {"hold", "Come in and sit there: CPU of a connect and of a join, memory a socket", hold},
    {"fan-out", "Talk in the rooms: CPU and time of a delivered message", fan_out},
    {"ask", "Wait for acknowledgements: CPU and time of a round", ask},
    {"chat", "Write in the rooms: CPU and time of an acknowledged message", chat},
    {"draw", "Draw on the rooms' boards: CPU and time of a delivered update", draw},
    {"storm", "Be cut all at once, and come back", storm},
    {"timers", "Start a timer each: CPU of rooms that run, how late their ends are", timers},
    {"requests", "Ask for a path over HTTP, 64 at a time: CPU of a request", requests},
};

void add_options(CLI::App& app, Options& options) {
  const auto add = [&](const char* name, auto& target, const char* help) {
    return app.add_option(name, target, help)->capture_default_str();
  };
  add("--host", options.host, "IPv4 address");
  add("--port", options.port, "");
  add("--clients", options.clients, "Sockets")->check(CLI::PositiveNumber);
  add("--rooms", options.rooms, "Client i sits in room i % rooms")->check(CLI::PositiveNumber);
  app.add_flag("--product", options.product,
               "Pomopomo's guests, tokens and room:join; else the conformance program's events");
  add("--at-once", options.at_once, "Clients on their way in at the same time")
      ->check(CLI::PositiveNumber);
  add("--sources", options.sources, "Addresses to come from: 127.0.0.2 and on")
      ->check(CLI::Range(1, 253));
  add("--seconds", options.seconds, "Measured time");
  add("--warmup", options.warmup_seconds, "Seconds before that");
  add("--patience", options.patience_seconds, "Seconds for everybody to come in");
  add("--rate", options.rate, "Messages a second sent by all; 0: when everybody has the last one");
  add("--ends-after", options.ends_after_sec, "timers: seconds from a start to its end");
  add("--pipeline", options.pipeline, "Acks that each client waits for")
      ->check(CLI::PositiveNumber);
  add("--text-bytes", options.text_bytes, "Length of the text in a message");
  app.add_flag("--server-cuts", options.server_cuts,
               "storm: says `everybody is in` on stderr and waits for the server to go and return");
  add("--path", options.path, "requests: what is asked for");
  add("--cookie", options.cookie, "requests: who asks; none: nobody");
  add("--server", options.server, "Process id of the server, to measure its CPU and memory");
  app.fallthrough();
}

// Every client is an open file.   Errors: throws when the system does not grant that many.
void raise_open_files(std::size_t clients) {
  constexpr std::size_t kOthers = 100;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (clients + kOthers > limit.rlim_cur)
    throw std::runtime_error(fmt::format(
        "--clients: {} need as many open files, and only {} are allowed", clients, limit.rlim_cur));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Puts load on a Socket.IO server and prints one JSON object of figures.",
               "pomopomo_load");
  app.require_subcommand(1);
  add_options(app, options);
  for (const auto& mode : kModes) app.add_subcommand(mode.name, mode.help);
  CLI11_PARSE(app, argc, argv);
  options.rooms = std::min(options.rooms, options.clients);
  try {
    raise_open_files(options.clients);
    for (const auto& mode : kModes) {
      if (!app.got_subcommand(mode.name)) continue;
      std::puts(boost::json::serialize(mode.run(options)).c_str());
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "pomopomo_load: {}\n", error.what());
    return 1;
  }
}
