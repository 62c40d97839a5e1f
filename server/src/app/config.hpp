#pragma once
// The settings of a process. Each is a flag, a POMOPOMO_… variable and a line of the --config file;
// a flag wins over a variable, a variable over the file.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "accounts/mail/smtp.hpp"
#include "app/providers.hpp"
#include "core/log.hpp"
#include "http/client_address.hpp"
#include "http/limits.hpp"
#include "realtime/rate_limiter.hpp"
#include "rooms/hidden_words.hpp"

namespace pomopomo::app {

// What the process ends with; documented in README.md.
enum class ExitCode {
  ok = 0,
  failure = 1,        // something broke while running
  usage = 2,          // wrong flag, variable or file
  storage = 3,        // the data directory or database cannot be used
  cannot_listen = 4,  // the address is taken or not ours
};

enum class Action { serve, migrate, backup, reports, grant_admin, version };

struct Config {
  Action action = Action::serve;
  std::string listen_address = "127.0.0.1";
  std::uint16_t listen_port = 8080;
  std::filesystem::path data_dir = "data";
  // postgresql://…, which several processes may share; empty: SQLite in data_dir
  std::string database;
  bool print_setup = false;       // of `migrate`: only say what the PostgreSQL role needs
  std::string public_url;         // empty: http://localhost and the port listened on
  std::filesystem::path web_dir;  // the built web client; empty: web/dist
  http::TrustedProxies trusted_proxies;
  bool rate_limits = true;
  http::Limits http_limits{.connections = 0};  // 0: what the open files allow
  realtime::RateRules rate_rules = realtime::default_rules();
  std::size_t sockets_per_person = 10;  // 0: any number
  // Messages with one of these reach their sender alone.
  rooms::HiddenWords hidden_words = rooms::HiddenWords::built_in();
  // Without a server mail is put on the log, if only this machine can reach us.
  std::optional<accounts::SmtpServer> smtp;
  accounts::Sender mail_from;     // whose mail it is; needed with `smtp`
  std::filesystem::path smtp_ca;  // certificates to trust there; empty: the system's
  std::chrono::milliseconds mail_retry{15'000};
  ProviderSettings providers;
  std::string metrics_token;
  // Empty: the one in data_dir. What the previous one sealed still opens.
  std::string secret_key;
  std::string previous_secret_key;
  std::size_t threads = 0;  // event loops; 0: one per core
  std::int64_t max_room_capacity = 1000;
  std::chrono::milliseconds presence_grace{30'000};
  std::chrono::milliseconds not_ready_time{1'000};
  std::chrono::milliseconds drain_time{5'000};
  std::filesystem::path backup_file;  // of Action::backup
  std::int64_t max_reports = 100;     // of Action::reports
  std::string admin_email;            // of Action::grant_admin
  log::Format log_format = log::Format::automatic;
  log::Level log_level = log::Level::info;
};

struct ParseOutcome {
  std::optional<Config> config;  // empty: end with `exit_code`, everything has been said
  ExitCode exit_code = ExitCode::ok;
};

// Reads the command line, the environment and the file. Prints help, or what is wrong and with
// which setting.
ParseOutcome parse_config(int argc, const char* const* argv);

}  // namespace pomopomo::app
