// socketio_conformance: a server for protocol suites, our own tests and benchmarks of the Socket.IO
// library. The first line on stdout is the port it listens on. SIGTERM and SIGINT end it.

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_future.hpp>
#include <csignal>
#include <cstdio>
#include <thread>

#include "core/io_threads.hpp"
#include "core/log.hpp"
#include "core/random.hpp"
#include "engine_echo.hpp"
#include "http/listener.hpp"
#include "socket_events.hpp"
#include "socketio/engineio/engine.hpp"
#include "socketio/server.hpp"
#include "websocket_echo.hpp"

namespace {

using namespace pomopomo;

struct Settings {
  std::uint16_t port = 3000;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  bool raw_echo = false;
  bool check_origin = false;
  std::string bind_cookie;  // name of the cookie that owns a sid
  socketio::Options options;
};

void add_time(CLI::App& app, const std::string& name, std::chrono::milliseconds& time,
              const std::string& help) {
  app.add_option_function<std::int64_t>(
      name, [&time](std::int64_t ms) { time = std::chrono::milliseconds(ms); }, help);
}

void add_options(CLI::App& app, Settings& settings) {
  auto& options = settings.options;
  app.add_option("--port", settings.port, "0 takes a free one");
  app.add_option("--threads", settings.threads, "Event loops");
  app.add_flag("--raw-echo", settings.raw_echo, "Serve a plain WebSocket echo at /ws-echo");
  app.add_flag("--check-origin", settings.check_origin, "Refuse an Origin other than the Host");
  app.add_option("--bind-cookie", settings.bind_cookie, "A sid belongs to this cookie's value");
  add_time(app, "--ping-interval", options.ping_interval, "Milliseconds");
  add_time(app, "--ping-timeout", options.ping_timeout, "Milliseconds");
  add_time(app, "--connect-timeout", options.connect_timeout, "Milliseconds");
  add_time(app, "--upgrade-timeout", options.upgrade_timeout, "Milliseconds");
  add_time(app, "--attachment-timeout", options.attachment_timeout, "Milliseconds");
  add_time(app, "--ack-timeout", options.ack_timeout, "Milliseconds");
  add_time(app, "--stall-timeout", options.stall_timeout, "Milliseconds");
  app.add_option("--max-payload", options.max_payload, "Bytes");
  app.add_option("--max-queue", options.max_queue, "Bytes");
  app.add_option("--max-sessions", options.max_sessions, "0: no limit");
  app.add_option("--max-sessions-per-address", options.max_sessions_per_address, "0: no limit");
  app.add_option("--events-per-second", options.events_per_second, "0: no limit");
  app.add_option("--event-burst", options.event_burst, "Events at once");
  app.add_option("--max-bad-inputs", options.max_bad_inputs, "In 10 s; 0: no limit");
}

std::optional<std::string> check_origin(const http::Request& request) {
  const auto origin = request.headers.get("Origin");
  if (origin.empty() || origin == "http://" + std::string(request.headers.get("Host"))) {
    return std::nullopt;
  }
  return "Origin not allowed";
}

class NotFound final : public http::Service {
 public:
  asio::awaitable<http::Response> handle(const http::Request&) override {
    co_return http::Response::text(404, "Not found");
  }
};

void serve(const Settings& settings) {
  IoThreads io(settings.threads);
  socketio::engineio::Engine engine(io, settings.options, conformance::make_echo_layer);
  socketio::Server server(io, settings.options);
  conformance::bind_events(server);
  if (settings.check_origin) {
    server.on_handshake(check_origin);
    engine.on_handshake(check_origin);
  }
  if (!settings.bind_cookie.empty()) {
    server.session_binding([name = settings.bind_cookie](const http::Request& request) {
      return std::string(request.cookie(name));
    });
  }
  conformance::WebsocketEcho echo(io);
  NotFound not_found;

  http::Limits limits;
  limits.body_bytes = settings.options.max_payload;
  http::Listener listener(io, limits, [&](std::string_view path) -> http::Service& {
    if (path == "/engine.io/") return engine;
    if (path == "/socket.io/") return server;
    if (path == "/ws-echo" && settings.raw_echo) return echo;
    return not_found;
  });
  listener.listen("127.0.0.1", settings.port);
  io.start();
  std::printf("%u\n", listener.port());
  std::fflush(stdout);

  asio::io_context main_thread;
  asio::signal_set signals(main_thread, SIGINT, SIGTERM);
  signals.async_wait([](boost::system::error_code, int) {});
  main_thread.run();
  listener.drain();
  asio::co_spawn(io.context(0), server.drain(std::chrono::milliseconds(0)), asio::use_future).get();
  io.stop();
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("A server for protocol suites of Engine.IO, Socket.IO and WebSocket.");
  add_options(app, settings);
  CLI11_PARSE(app, argc, argv);
  init_random();
  log::init(log::Level::info, log::Format::automatic);
  serve(settings);
}
