#include "app/config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/limits.hpp"
#include "core/secret_key.hpp"
#include "core/text.hpp"
#include "http/origin.hpp"

namespace pomopomo::app {

namespace {

// The settings as they are written, before they are understood.
struct Texts {
  std::string listen = "127.0.0.1:8080";
  std::string trusted_proxies;
  std::string rate_limits = "on";
  std::vector<std::string> limits;
  std::string log_format = "auto";
  std::string log_level = "info";
  std::string config_file;
  std::string hidden_words;
  std::string smtp_url;
  std::string mail_from;
  std::int64_t grace_ms = 30'000;
  std::int64_t not_ready_ms = 1'000;
  std::int64_t drain_ms = 5'000;
};

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string variable_of(std::string_view flag) {
  std::string name = "POMOPOMO_";
  for (const char c : flag.substr(2))
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

template <class T>
CLI::Option* add(CLI::App& app, const std::string& flag, T& target, const std::string& help) {
  return app.add_option(flag, target, help)->envname(variable_of(flag))->capture_default_str();
}

CLI::Option* add_ms(CLI::App& app, const std::string& flag, std::chrono::milliseconds& target,
                    const std::string& help) {
  return app
      .add_option_function<std::int64_t>(
          flag, [&target](std::int64_t value) { target = std::chrono::milliseconds(value); }, help)
      ->run_callback_for_default()
      ->envname(variable_of(flag))
      ->type_name("MS")
      ->default_str(std::to_string(target.count()));
}

void add_http_settings(CLI::App& app, http::Limits& limits) {
  const auto time = CLI::Range(10, 3'600'000);
  add_ms(app, "--header-time-ms", limits.header_time, "How long a request's headers may take")
      ->check(time);
  add_ms(app, "--body-time-ms", limits.body_time,
         "How long a body may take, and 1 s more for each KiB that came")
      ->check(time);
  add_ms(app, "--write-time-ms", limits.write_time,
         "How long a client may take nothing of an answer")
      ->check(time);
  add_ms(app, "--idle-time-ms", limits.idle_time, "How long a connection may wait for a request")
      ->check(time);
  add(app, "--max-connections", limits.connections,
      "Connections open at once; 0: as many as the open files allow");
  add(app, "--max-connections-per-address", limits.connections_per_address,
      "Connections of one address (IPv6: /64) open at once; 0: any number");
  add(app, "--new-connections-per-address", limits.new_connections_per_address,
      "New connections a second of one address, after as many at once as it may hold; 0: any");
}

void add_mail_settings(CLI::App& app, Config& config, Texts& texts) {
  add(app, "--smtp-url", texts.smtp_url,
      "The server that takes our mail; smtp:// is with STARTTLS. Default: mail is put on the log, "
      "if the public URL is on loopback")
      ->type_name("smtp[s]://USER:PASSWORD@HOST:PORT");
  add(app, "--mail-from", texts.mail_from, "Whose mail it is; needed with --smtp-url")
      ->type_name("NAME <ADDRESS>");
  add(app, "--smtp-ca", config.smtp_ca,
      "Certificates of those who may vouch for the mail server; default: the system's")
      ->type_name("FILE");
  add_ms(app, "--mail-retry-ms", config.mail_retry,
         "How long a mail waits that the server could not take; the second time twelve times that")
      ->check(CLI::Range(10, 300'000));
}

CLI::Validator postgres_url() {
  return CLI::Validator(
      [](const std::string& url) -> std::string {
        if (url.empty() || url.starts_with("postgresql://") || url.starts_with("postgres://"))
          return {};
        return "must begin with postgresql://";
      },
      "");
}

void add_storage_settings(CLI::App& app, Config& config, Texts& texts) {
  add(app, "--data-dir", config.data_dir, "Where the database lives; made when missing")
      ->type_name("DIR");
  add(app, "--database", config.database,
      "PostgreSQL, which several processes may share; default: SQLite in the data directory")
      ->type_name("postgresql://…")
      ->check(postgres_url());
  add(app, "--config", texts.config_file, "A file of settings, a `name=value` a line")
      ->type_name("FILE");
  add(app, "--log-format", texts.log_format,
      "Log lines on stderr: auto (text on a terminal), json or text")
      ->check(CLI::IsMember({"auto", "json", "text"}));
  add(app, "--log-level", texts.log_level, "Least level that is logged")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}));
}

void add_provider_settings(CLI::App& app, ProviderSettings& providers) {
  add(app, "--google-client-id", providers.google.id,
      "Who we are to Google; without it nobody signs in with Google")
      ->type_name("ID");
  add(app, "--google-client-secret", providers.google.secret, "Goes with it")->type_name("SECRET");
  add(app, "--google-issuer", providers.google_issuer, "The OpenID provider")->type_name("URL");
  add(app, "--github-client-id", providers.github.id,
      "Who we are to GitHub; without it nobody signs in with GitHub")
      ->type_name("ID");
  add(app, "--github-client-secret", providers.github.secret, "Goes with it")->type_name("SECRET");
  add(app, "--github-url", providers.github_url, "Where people sign in to GitHub")
      ->type_name("URL");
  add(app, "--github-api-url", providers.github_api_url, "Where programs ask GitHub")
      ->type_name("URL");
  add(app, "--provider-ca", providers.ca_file,
      "Certificates of those who may vouch for providers, besides the system's")
      ->type_name("FILE");
  add_ms(app, "--provider-deadline-ms", providers.deadline, "How long a provider's answer may take")
      ->check(CLI::Range(10, 10'000));
  app.add_flag("--insecure-loopback-providers", providers.insecure_loopback,
               "Providers on loopback need no TLS; for tests")
      ->envname("POMOPOMO_INSECURE_LOOPBACK_PROVIDERS");
}

void add_serve_settings(CLI::App& app, Config& config, Texts& texts) {
  add(app, "--listen", texts.listen, "Address and port to listen on; port 0 takes a free one")
      ->type_name("HOST:PORT");
  add(app, "--public-url", config.public_url,
      "Where people reach this server; default: http://localhost:PORT")
      ->type_name("URL");
  add(app, "--web-dir", config.web_dir, "The built web client; default: web/dist")
      ->type_name("DIR");
  add(app, "--trusted-proxies", texts.trusted_proxies,
      "Proxies whose X-Forwarded-For is believed, e.g. 127.0.0.1,10.0.0.0/8")
      ->type_name("CIDR,…");
  add(app, "--rate-limits", texts.rate_limits, "on, or off (for benchmarks, on loopback only)")
      ->check(CLI::IsMember({"on", "off"}));
  add(app, "--limit", texts.limits,
      "Another rule for a limit, repeatable; the defaults: " + describe_rules())
      ->type_name("NAME=COUNT/PERIOD")
      ->delimiter(',');
  add(app, "--max-sockets-per-person", config.sockets_per_person,
      "Live connections of one person, tabs and devices together")
      ->check(CLI::Range(1, 1'000'000));
  add(app, "--metrics-token", config.metrics_token,
      "Bearer token of /metrics; without one there is no /metrics")
      ->type_name("TOKEN");
  add(app, "--secret-key", config.secret_key,
      "Seals second factors; default: one made in the data directory. Better a variable or the "
      "file than a flag, which everybody on the machine sees")
      ->type_name("KEY");
  add(app, "--previous-secret-key", config.previous_secret_key,
      "The key before this one: what it sealed still opens")
      ->type_name("KEY");
  add(app, "--threads", config.threads, "Event loops; 0: one per core")->check(CLI::Range(0, 256));
  add(app, "--max-room-capacity", config.max_room_capacity,
      "Most people a host may allow in a room")
      ->check(CLI::Range(2, 1000));
  add(app, "--presence-grace-ms", texts.grace_ms,
      "How long a member who lost the connection keeps the place")
      ->check(CLI::Range(0, 3'600'000));
  add(app, "--hidden-words", texts.hidden_words,
      "A file of words, one a line, that make a message visible to its sender alone; default: a "
      "short list of insults")
      ->type_name("FILE");
  add_mail_settings(app, config, texts);
  add_provider_settings(app, config.providers);
  add_http_settings(app, config.http_limits);
  add(app, "--not-ready-ms", texts.not_ready_ms,
      "How long a stop still takes requests while /readyz says 503, for proxies to see it")
      ->check(CLI::Range(0, 25'000));
  add(app, "--drain-ms", texts.drain_ms, "Over how long live connections are closed after that")
      ->check(CLI::Range(0, 25'000));
}

// Gives the file's values to the options as their defaults, so that flags and variables win.
void read_file(CLI::App& app, const std::string& path) {
  if (path.empty()) return;
  if (!std::filesystem::is_regular_file(path)) throw Wrong("--config: there is no file " + path);
  for (const auto& item : CLI::ConfigBase().from_file(path)) {
    auto* option = app.get_option_no_throw("--" + item.name);
    if (option == nullptr || item.name == "config" || item.name == "help" ||
        !item.parents.empty()) {
      throw Wrong("--config: " + path + " has an unknown setting: " + item.fullname());
    }
    if (item.inputs.empty()) throw Wrong("--config: " + item.name + " needs a value");
    // The reader cuts at commas; the settings that are lists do so themselves.
    option->default_val(fmt::format("{}", fmt::join(item.inputs, ",")));
  }
}

// --config itself, wherever it stands on the line.
std::string find_config_file(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--config" && i + 1 < argc) return argv[i + 1];
    if (argument.starts_with("--config=")) return std::string(argument.substr(9));
  }
  const char* variable = std::getenv("POMOPOMO_CONFIG");
  return variable != nullptr ? variable : "";
}

void read_listen(const std::string& text, Config& config) {
  const auto colon = text.rfind(':');
  std::string host = colon == std::string::npos ? "" : text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code bad;
  boost::asio::ip::make_address(host, bad);
  const char* first = text.data() + (colon + 1);
  const char* last = text.data() + text.size();
  const auto [end, status] = std::from_chars(first, last, config.listen_port);
  if (colon == std::string::npos || bad || status != std::errc{} || end != last) {
    throw Wrong("--listen: " + text + " is no address and port, such as 127.0.0.1:8080 or [::]:80");
  }
  config.listen_address = host;
}

rooms::HiddenWords read_hidden_words(const std::string& path) {
  if (path.empty()) return rooms::HiddenWords::built_in();
  std::ifstream file(path);
  if (!std::filesystem::is_regular_file(path) || !file)
    throw Wrong("--hidden-words: there is no file " + path);
  const std::string lines{std::istreambuf_iterator<char>(file), {}};
  if (!clean_lines(lines)) throw Wrong("--hidden-words: " + path + " is not UTF-8");
  return rooms::HiddenWords(lines);
}

void read_mail(const Texts& texts, Config& config) {
  if (texts.smtp_url.empty()) return;
  auto server = accounts::SmtpServer::parse(texts.smtp_url);
  if (!server) throw Wrong("--smtp-url: " + server.error().fields.front().message);
  auto sender = accounts::Sender::parse(texts.mail_from);
  if (!sender) {
    throw Wrong(
        "--mail-from: with --smtp-url it must be an address, such as Pomopomo "
        "<no-reply@pomo.example.org>");
  }
  if (!config.smtp_ca.empty() && !std::filesystem::is_regular_file(config.smtp_ca))
    throw Wrong("--smtp-ca: there is no file " + config.smtp_ca.string());
  config.smtp = std::move(*server);
  config.mail_from = std::move(*sender);
}

// Each server of several would make another key for itself.
void check_secret_keys(const Config& config) {
  const bool is_production = config.public_url.starts_with("https://") && !config.database.empty();
  if (config.secret_key.empty()) {
    if (is_production)
      throw Wrong("--secret-key: servers that share a database and are reached by https need one");
    if (!config.previous_secret_key.empty())
      throw Wrong("--previous-secret-key: is no use without --secret-key");
    return;
  }
  const auto key = SecretKey::parse(config.secret_key, config.previous_secret_key);
  if (!key) throw Wrong("--secret-key: " + key.error().message);
}

void understand(const Texts& texts, Config& config) {
  read_listen(texts.listen, config);
  if (!config.public_url.empty()) {
    const auto origin = http::OwnOrigin::parse(config.public_url);
    if (!origin) throw Wrong("--public-url: " + origin.error().message);
  }
  auto proxies = http::TrustedProxies::parse(texts.trusted_proxies);
  if (!proxies) throw Wrong("--trusted-proxies: " + proxies.error().message);
  config.trusted_proxies = std::move(*proxies);
  if (!http::can_be_bearer_token(config.metrics_token)) {
    throw Wrong(
        "--metrics-token: a bearer token has at most 512 of the characters A-Z a-z 0-9 -._~+/=");
  }
  check_secret_keys(config);
  config.rate_limits = texts.rate_limits == "on";
  if (!config.rate_limits && !boost::asio::ip::make_address(config.listen_address).is_loopback()) {
    throw Wrong("--rate-limits: off is accepted only while listening on loopback");
  }
  if (!config.rate_limits) {
    config.http_limits.connections_per_address = 0;
    config.http_limits.new_connections_per_address = 0;
    config.sockets_per_person = 0;
  }
  const auto rules = read_rules(texts.limits);
  if (!rules) throw Wrong("--limit: " + rules.error().message);
  config.rate_rules = *rules;
  if (const auto fine = check(config.providers); !fine) throw Wrong(fine.error().message);
  config.hidden_words = read_hidden_words(texts.hidden_words);
  read_mail(texts, config);
  config.presence_grace = std::chrono::milliseconds(texts.grace_ms);
  config.not_ready_time = std::chrono::milliseconds(texts.not_ready_ms);
  config.drain_time = std::chrono::milliseconds(texts.drain_ms);
  config.log_format = texts.log_format == "json"   ? log::Format::json
                      : texts.log_format == "text" ? log::Format::text
                                                   : log::Format::automatic;
  config.log_level = texts.log_level == "debug"   ? log::Level::debug
                     : texts.log_level == "warn"  ? log::Level::warn
                     : texts.log_level == "error" ? log::Level::error
                                                  : log::Level::info;
}

}  // namespace

ParseOutcome parse_config(int argc, const char* const* argv) {
  Config config;
  Texts texts;
  CLI::App app("Pomopomo: rooms to focus in together, with one shared timer.", "pomopomo");
  app.require_subcommand(1);
  app.footer(
      "Every setting is also a variable (--data-dir is POMOPOMO_DATA_DIR) and a line of the "
      "--config file\n"
      "(data-dir=/var/lib/pomopomo). `pomopomo serve --help` lists them.");
  auto* serve =
      app.add_subcommand("serve", "Serve the web client, the API and the live connections");
  auto* migrate =
      app.add_subcommand("migrate", "Bring the database to this version's schema, then end");
  auto* backup = app.add_subcommand(
      "backup", "Copy the data directory's database into a new file, also while it is served");
  auto* reports = app.add_subcommand(
      "reports",
      "Print what people reported, newest first, a JSON object a line; also while serving");
  auto* admin = app.add_subcommand("admin", "Who may administer this server");
  auto* grant = admin->require_subcommand(1)->add_subcommand(
      "grant", "Make the person who signs in with this address an ADMIN; they sign in again");
  auto* version = app.add_subcommand("version", "Print the version");
  add_storage_settings(*serve, config, texts);
  add_serve_settings(*serve, config, texts);
  add_storage_settings(*migrate, config, texts);
  migrate->add_flag("--print-setup", config.print_setup,
                    "Only print the SQL that sets the time-outs of PostgreSQL's serving role");
  add_storage_settings(*backup, config, texts);
  backup->add_option("file", config.backup_file, "Where the copy goes; must not exist")
      ->required()
      ->type_name("FILE");
  add_storage_settings(*reports, config, texts);
  add_storage_settings(*grant, config, texts);
  grant->add_option("email", config.admin_email, "The address they sign in with")
      ->required()
      ->type_name("EMAIL");
  reports->add_option("--limit", config.max_reports, "How many at most")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();

  if (argc < 2) {
    std::cerr << app.help();
    return {{}, ExitCode::usage};
  }
  try {
    const auto commands = app.get_subcommands([](CLI::App*) { return true; });
    const auto named = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && std::ranges::none_of(commands, named)) {
      throw Wrong(std::string("unknown command ") + argv[1] +
                  ": it is serve, migrate, backup, reports, admin or version");
    }
    const auto file = find_config_file(argc, argv);
    read_file(*serve, file);
    app.parse(argc, argv);
    understand(texts, config);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;  // --help
    app.exit(error, std::cout, std::cerr);
    return {{}, asked ? ExitCode::ok : ExitCode::usage};
  } catch (const Wrong& wrong) {
    std::cerr << wrong.what() << '\n';
    return {{}, ExitCode::usage};
  }
  config.action = version->parsed()   ? Action::version
                  : migrate->parsed() ? Action::migrate
                  : backup->parsed()  ? Action::backup
                  : reports->parsed() ? Action::reports
                  : grant->parsed()   ? Action::grant_admin
                                      : Action::serve;
  return {std::move(config), ExitCode::ok};
}

}  // namespace pomopomo::app
