#pragma once
// The methods somebody signs in by, as they see and remove them (AU14).

#include <vector>

#include "accounts/mailer.hpp"
#include "accounts/sign_in.hpp"

namespace pomopomo::accounts {

struct MethodList {
  std::vector<Method> methods;  // the oldest first
  bool has_second_factor = false;
  std::int64_t backup_codes_left = 0;
};

class Methods {
 public:
  Methods(SignIn& sign_in, Mailer& mailer) : sign_in_(sign_in), mailer_(mailer) {}

  asio::awaitable<MethodList> list(UserId user);
  // Requires: a fresh session. Errors: not_found/unknown_method, conflict (last_method;
  // primary_address: mail to the person's address always signs them in).
  asio::awaitable<Result<void>> remove(Account account, MethodId method, Device device);

 private:
  SignIn& sign_in_;
  Mailer& mailer_;
};

}  // namespace pomopomo::accounts
