#pragma once
// The passwords that most people choose, embedded at build by tools/embed_common_passwords.py.

#include <string_view>

namespace pomopomo::accounts {

// Each in lower case, between line breaks.
extern const std::string_view kCommonPasswords;

}  // namespace pomopomo::accounts
