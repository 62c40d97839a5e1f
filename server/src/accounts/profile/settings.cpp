#include "accounts/profile/settings.hpp"

#include <boost/mp11/algorithm.hpp>
#include <string_view>

namespace pomopomo::accounts {

void apply(Settings& settings, const SettingsPatch& patch) {
  using boost::describe::describe_members;
  using boost::describe::mod_public;
  boost::mp11::mp_for_each<describe_members<Settings, mod_public>>([&](auto setting) {
    boost::mp11::mp_for_each<describe_members<SettingsPatch, mod_public>>([&](auto wish) {
      if constexpr (std::string_view(setting.name) == std::string_view(wish.name)) {
        const auto& wanted = patch.*(wish.pointer);
        if (wanted) settings.*(setting.pointer) = *wanted;
      }
    });
  });
}

}  // namespace pomopomo::accounts
