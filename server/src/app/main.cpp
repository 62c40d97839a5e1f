#include <iostream>

#include "app/config.hpp"
#include "app/serve.hpp"
#include "core/log.hpp"
#include "core/random.hpp"

int main(int argc, char** argv) {
  using namespace pomopomo;
  try {
    const auto [config, exit_code] = app::parse_config(argc, argv);
    if (!config) return static_cast<int>(exit_code);
    if (config->action == app::Action::version) {
      std::cout << "pomopomo " << POMOPOMO_VERSION << '\n';
      return 0;
    }
    log::init(config->log_level, config->log_format);
    init_random();
    const auto run = config->action == app::Action::migrate       ? app::migrate
                     : config->action == app::Action::backup      ? app::backup
                     : config->action == app::Action::reports     ? app::print_reports
                     : config->action == app::Action::grant_admin ? app::grant_admin
                                                                  : app::serve;
    return static_cast<int>(run(*config));
  } catch (const std::exception& error) {
    log::error("failed", {{"error", error.what()}});
    return static_cast<int>(app::ExitCode::failure);
  }
}
