#include "app/serve.hpp"

#include <pthread.h>
#include <sys/resource.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <csignal>
#include <future>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "accounts/accounts_http.hpp"
#include "accounts/avatars/avatars_http.hpp"
#include "accounts/claims/claims_http.hpp"
#include "accounts/mail/delivery.hpp"
#include "accounts/mail/email_http.hpp"
#include "accounts/oauth/provider_http.hpp"
#include "accounts/password/credentials.hpp"
#include "accounts/preferences/preferences_http.hpp"
#include "accounts/profile/profiles_http.hpp"
#include "accounts/security_log_http.hpp"
#include "accounts/sessions_http.hpp"
#include "app/backends.hpp"
#include "app/live.hpp"
#include "app/mail.hpp"
#include "app/person_sockets.hpp"
#include "app/rate_gates.hpp"
#include "app/secret_key_file.hpp"
#include "boards/boards.hpp"
#include "cluster/node_lease.hpp"
#include "core/background_tasks.hpp"
#include "core/io_threads.hpp"
#include "core/random.hpp"
#include "http/listener.hpp"
#include "http/origin.hpp"
#include "http/router.hpp"
#include "http/security_headers.hpp"
#include "http/service_routes.hpp"
#include "http/static_files.hpp"
#include "images/images.hpp"
#include "realtime/emitter.hpp"
#include "realtime/rate_limiter.hpp"
#include "reports/person_reports.hpp"
#include "reports/reports_http.hpp"
#include "rooms/favorites_http.hpp"
#include "rooms/person_history.hpp"
#include "rooms/room_board.hpp"
#include "rooms/room_board_http.hpp"
#include "rooms/room_metrics.hpp"
#include "rooms/rooms_http.hpp"

namespace pomopomo::app {

namespace {

constexpr Millis kRequestsMayTake{5'000};
constexpr Millis kTasksMayTake{5'000};
constexpr std::chrono::hours kMaintainEvery{6};
// When those whose connection is closed by a stop should come back: not all at once.
constexpr std::uint32_t kBackAfterMs = 500;
constexpr std::uint32_t kBackWithinMs = 2'500;

std::string host_in_url(const Config& config) {
  return config.listen_address.find(':') == std::string::npos ? config.listen_address
                                                              : "[" + config.listen_address + "]";
}

std::filesystem::path find_web_dir(const Config& config) {
  return config.web_dir.empty() ? std::filesystem::path("web/dist") : config.web_dir;
}

// Every socket is a file: takes what the system grants, and says how much that is.
rlim_t raise_open_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

SecretKey secret_key_of(const Config& config) {
  if (config.secret_key.empty()) return secret_key_in(config.data_dir);
  return *SecretKey::parse(config.secret_key, config.previous_secret_key);
}

// The process: everything that lives as long as it serves, in the order it is built and taken down.
class Process {
 public:
  Process(const Config& config, Backend& backend, SecretKey key)
      : config_(config),
        backend_(backend),
        key_(std::move(key)),
        io_(config.threads > 0 ? config.threads
                               : std::max(1U, std::thread::hardware_concurrency())),
        listener_(io_, http_limits(config),
                  [this](std::string_view path) -> http::Service& { return route(path); }) {}

  // Throws std::system_error when the address cannot be had.
  void start() {
    listener_.listen(config_.listen_address, config_.listen_port);
    const auto local_url = fmt::format("http://{}:{}", host_in_url(config_), listener_.port());
    const auto public_url = config_.public_url.empty()
                                ? fmt::format("http://localhost:{}", listener_.port())
                                : config_.public_url;
    own_.emplace(*http::OwnOrigin::parse(public_url));
    listener_.set_policy({.trusted_proxies = config_.trusted_proxies,
                          .headers = http::security_headers(*own_),
                          .html_headers = http::html_headers(*own_),
                          .translate = translate_failure});
    bind();
    // Before anyone can come in; the loops do not run yet, so on one of its own.
    asio::io_context alone(1);
    auto taken_up = asio::co_spawn(alone, take_up(), asio::use_future);
    alone.run();
    taken_up.get();
    io_.start();
    lease_.keep(
        heartbeat_, io_.context(0).get_executor(),
        {.clear_up = [this](NodeEpoch dead, TimePoint at) { return rooms_.clear_up(dead, at); },
         .lost = [this] { rooms_.drop_all(); }});
    boards_.start();
    revocations_.start();
    if (delivery_) delivery_->start();
    heartbeat_.spawn(io_.context(0).get_executor(), "maintenance", maintain_forever());
    ready_ = true;
    if (!config_.rate_limits) log::warn("rate_limits_off", {});
    log::info("listening", {{"url", local_url}, {"public_url", own_->str()}});
  }

  void stop() {
    ready_ = false;
    listener_.end_keep_alive();
    std::this_thread::sleep_for(config_.not_ready_time);
    listener_.drain();
    asio::co_spawn(io_.context(0), say_goodbye(), asio::use_future).get();
    rooms_.stop();
    boards_.stop();
    revocations_.stop();
    if (delivery_) delivery_->stop();
    tasks_.cancel();
    io_.stop();
  }

 private:
  static socketio::Options live_options(const Config& config) {
    socketio::Options options;
    options.max_sessions = raise_open_files();  // long polling needs no open file, only memory
    options.max_sessions_per_address = config.http_limits.connections_per_address;
    if (!config.rate_limits) return options;
    options.events_per_second = 50;
    options.max_bad_inputs = 20;
    return options;
  }

  static http::Limits http_limits(const Config& config) {
    const auto open_files = raise_open_files();
    auto limits = config.http_limits;
    // Files that are no connections: the database, its log, the listener, epoll and a reserve.
    const auto most = std::max<std::size_t>(open_files, 128) - 64;
    limits.connections = limits.connections == 0 ? most : std::min(limits.connections, most);
    log::info("open_files", {{"limit", open_files}, {"connections", limits.connections}});
    return limits;
  }

  http::Service& route(std::string_view path) {
    if (path.starts_with("/socket.io/")) return socket_gate_;
    if (path.starts_with("/api/")) return *api_gate_;
    if (path == "/healthz" || path == "/readyz" || path == "/metrics") return router_;
    return *files_;
  }

  void bind() {
    identity_.emplace(guests_, sessions_, clock_, *own_);
    revocations_.on_revoked([this](const accounts::Revocation& revoked) {
      emitter_.end_session(revoked.session, revoked.reason);
    });
    set_up_mail();
    api_gate_.emplace(router_, limits_, *identity_);
    files_.emplace(find_web_dir(config_));
    router_.add_check(
        [this](const http::Request& request) { return http::check_origin(request, *own_); });
    http::add_service_routes(router_, {.why_unready = [this] { return why_unready(); },
                                       .metrics_token = config_.metrics_token,
                                       .measure = [this] { return measure(); }});
    accounts::bind_account_routes(router_, guests_, *identity_, limits_);
    accounts::bind_session_routes(router_, guests_, sessions_, db_, claims_, *identity_);
    accounts::bind_profile_routes(router_, profiles_, *identity_);
    accounts::bind_claim_routes(router_, claims_, *identity_);
    accounts::bind_preference_routes(router_, preferences_, *identity_);
    accounts::bind_email_routes(router_, *email_sign_in_, *mailer_, *identity_, limits_);
    credentials_->bind_routes(router_, *identity_);
    accounts::bind_avatar_routes(router_, avatars_, *identity_, limits_);
    accounts::bind_security_log_routes(router_, db_, *identity_);
    rooms::bind_favorite_routes(router_, favorites_, *identity_);
    provider_sign_in_.emplace(
        sign_in_, make_providers(config_.providers, provider_client_.get(), clock_, *own_));
    accounts::bind_provider_routes(router_, *provider_sign_in_, *identity_,
                                   {.email = mailer_->enabled(), .password = false});
    rooms::bind_room_routes(router_, rooms_, *identity_);
    reports::bind_report_routes(router_, reports_, *identity_, limits_);
    rooms::bind_room_board_routes(router_, rooms_, *identity_, workshop_);
    bind_live(live_, *own_, *identity_, people_, rooms_, tasks_);
    boards::bind_board_events(live_.of("/"), boards_, board_door_, limits_);
  }

  void set_up_mail() {
    if (auto transport = make_mail_transport(config_, *own_)) {
      delivery_.emplace(accounts::Delivery::Parts{.db = db_,
                                                  .clock = clock_,
                                                  .transport = std::move(transport),
                                                  .host = own_->host(),
                                                  .shared = backend_.is_shared(),
                                                  .retry_after = config_.mail_retry},
                        io_.context(0));
    }
    mailer_.emplace(clock_, ids_, delivery_ ? &*delivery_ : nullptr);
    email_sign_in_.emplace(sign_in_, *mailer_, own_->str());
    credentials_.emplace(accounts::Credentials::Parts{.sign_in = sign_in_,
                                                      .email = *email_sign_in_,
                                                      .mailer = *mailer_,
                                                      .limits = limits_,
                                                      .tasks = tasks_,
                                                      .key = key_,
                                                      .public_url = own_->str()});
  }

  std::optional<Error> why_unready() const {
    if (!ready_) {
      return fail(ErrorCode::unavailable, "draining", "This server is starting or going away.")
          .error();
    }
    if (!db_.writable()) {
      return fail(ErrorCode::unavailable, "storage",
                  "The disk failed: nothing is written until this server starts anew.")
          .error();
    }
    // Others serve better: this process refuses writes until its next heartbeat.
    if (backend_.is_shared() && !backend_.database_clock->is_fresh()) {
      return fail(ErrorCode::unavailable, "storage",
                  "This server has lost touch with its database.")
          .error();
    }
    return std::nullopt;
  }

  // What cannot be counted now keeps its last value; the other metrics are told all the same.
  asio::awaitable<void> measure() {
    try {
      co_await rooms::measure_rooms(db_);
    } catch (const storage::StorageError& failure) {
      log::warn("rooms_not_measured", {{"error", failure.what()}});
    }
  }

  asio::awaitable<void> maintain_forever() {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    for (;;) {
      pause.expires_after(kMaintainEvery);
      co_await pause.async_wait(asio::use_awaitable);
      try {
        co_await db_.maintain();
        co_await sessions_.clear_up();
        co_await revocations_.clear_up();
      } catch (const storage::StorageError& failure) {
        log::error("maintenance_failed", {{"error", failure.what()}});
      }
    }
  }

  asio::awaitable<void> take_up() { co_await rooms_.start(co_await lease_.take()); }

  asio::awaitable<void> say_goodbye() {
    live_.of("/").for_each([](const socketio::SocketPtr& socket) {
      const auto after = kBackAfterMs + random_below(kBackWithinMs - kBackAfterMs);
      socket->emit("server:draining", json::object{{"retryAfterMs", after}});
    });
    co_await live_.drain(config_.drain_time);
    co_await wait_until([this] { return listener_.open_connections() == 0; }, kRequestsMayTake);
    // Lets those who have just left be written down, as far as anything can be.
    co_await wait_until([this] { return tasks_.running() == 0 || !db_.writable(); }, kTasksMayTake);
    try {
      co_await boards_.flush();
    } catch (const storage::StorageError& failure) {
      log::error("boards_lost", {{"error", failure.what()}});
    }
    heartbeat_.cancel();
    try {
      co_await lease_.release();
    } catch (const storage::StorageError& failure) {
      log::warn("heartbeat_failed", {{"error", failure.what()}});
    }
  }

  asio::awaitable<void> wait_until(std::function<bool()> done, Millis at_most) {
    asio::steady_timer pause(io_.context(0));
    for (Millis waited{0}; !done() && waited < at_most; waited += Millis(5)) {
      pause.expires_after(Millis(5));
      co_await pause.async_wait(asio::use_awaitable);
    }
  }

  const Config& config_;
  Backend& backend_;
  const SecretKey key_;
  storage::Database& db_ = *backend_.db;
  const Clock& clock_ = backend_.clock();
  std::atomic<bool> ready_ = false;
  CurrentNode node_;
  IdGenerator ids_{clock_, 0};  // the number comes with the lease
  IoThreads io_;
  BackgroundTasks tasks_;
  BackgroundTasks heartbeat_;
  realtime::RateLimiter limits_{
      clock_, config_.rate_limits ? std::optional(config_.rate_rules) : std::nullopt};
  PersonSockets people_{config_.sockets_per_person};
  socketio::Server live_{io_, live_options(config_)};
  realtime::Emitter emitter_{live_.of("/")};
  SocketGate socket_gate_{live_, limits_};
  cluster::NodeLease lease_{backend_.heartbeats(), clock_, backend_.database_clock.get(), node_,
                            ids_};
  images::Workshop workshop_;
  accounts::Guests guests_{db_, clock_, ids_};
  accounts::Revocations revocations_{db_, clock_, ids_, backend_.is_shared(), io_.context(0)};
  accounts::Sessions sessions_{db_, clock_, ids_, revocations_};
  accounts::SignIn sign_in_{db_, clock_, ids_, sessions_};
  reports::Reports reports_{db_, clock_, ids_};
  boards::Boards boards_{
      {.db = db_, .clock = clock_, .emitter = emitter_, .shared = backend_.is_shared()},
      io_.context(0)};
  rooms::Rooms rooms_{{.db = db_,
                       .clock = clock_,
                       .ids = ids_,
                       .emitter = emitter_,
                       .limits = limits_,
                       .boards = boards_,
                       .node = node_,
                       .shared = backend_.is_shared(),
                       .rules = {.presence_grace = config_.presence_grace,
                                 .max_capacity = config_.max_room_capacity,
                                 .hidden_words = config_.hidden_words}},
                      io_.context(0)};
  rooms::RoomBoardDoor board_door_{rooms_};
  rooms::PersonHistory person_history_{rooms_};
  reports::PersonReports person_reports_;
  accounts::Claims claims_{db_, clock_, {&person_history_, &person_reports_}};
  accounts::Profiles profiles_{db_, clock_};
  accounts::Avatars avatars_{db_, clock_, workshop_};
  rooms::Favorites favorites_{db_, clock_};
  accounts::Preferences preferences_{
      db_, clock_, [this](UserId user, const std::vector<accounts::Preference>& changed) {
        emitter_.to_user(user, "preferences:changed", accounts::to_json(changed));
      }};
  std::optional<http::OwnOrigin> own_;
  std::optional<accounts::Identity> identity_;
  std::optional<accounts::Delivery> delivery_;  // nothing: no mail is sent
  std::optional<accounts::Mailer> mailer_;
  std::optional<accounts::EmailSignIn> email_sign_in_;
  std::unique_ptr<http::HttpsClient> provider_client_ = make_provider_client(config_.providers);
  std::optional<accounts::ProviderSignIn> provider_sign_in_;
  std::optional<accounts::Credentials> credentials_;
  std::optional<http::StaticFiles> files_;
  http::Router router_;
  std::optional<ApiGate> api_gate_;
  http::Listener listener_;
};

}  // namespace

ExitCode serve(const Config& config) {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread is made: all inherit it
  std::signal(SIGPIPE, SIG_IGN);

  std::optional<Backend> backend;
  std::optional<SecretKey> key;
  try {
    backend.emplace(open_backend(config));
    key = secret_key_of(config);
  } catch (const storage::StorageError& error) {
    log::error("storage_unusable",
               {{"database", name_of_database(config)}, {"error", error.what()}});
    if (backend) backend->close();
    return ExitCode::storage;
  }

  {
    Process process(config, *backend, *key);
    try {
      process.start();
    } catch (const std::system_error& error) {
      log::error("cannot_listen", {{"error", error.what()}});
      return ExitCode::cannot_listen;
    }
    int signal = 0;
    sigwait(&signals, &signal);
    log::info("stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    process.stop();
    backend->close();
  }
  log::info("stopped");
  return ExitCode::ok;
}

}  // namespace pomopomo::app
