#include "accounts/sign_in.hpp"

#include "accounts/guests.hpp"
#include "accounts/password/password_store.hpp"
#include "accounts/profile/locales.hpp"
#include "accounts/profile/profiles.hpp"

namespace pomopomo::accounts {

namespace {

// What a provider or a browser says of somebody is taken where it would be taken from them.
template <class Clean>
std::optional<std::string> if_good(const std::optional<std::string>& text, Clean clean) {
  if (!text) return std::nullopt;
  auto cleaned = clean(*text);
  return cleaned ? std::optional(std::move(*cleaned)) : std::nullopt;
}

}  // namespace

Result<SignedIn> SignIn::complete(storage::Transaction& tx, const Proof& proof,
                                  const Device& device) {
  auto found = find(tx, proof);
  if (!found) return std::unexpected(std::move(found.error()));
  const bool is_new = !*found;
  const auto user = is_new ? create(tx, proof) : std::move(**found);
  if (user.suspended_at)
    return fail(ErrorCode::forbidden, "suspended", "This account has been suspended.");
  const auto now = clock_.now();
  store::note_method_used(tx, proof.kind, proof.subject, now);
  const bool awaits_second_factor = store::has_second_factor(tx, user.id);
  SignedIn signed_in{.user = user,
                     .session = sessions_.start(tx, user, device, awaits_second_factor),
                     .is_new = is_new,
                     .awaits_second_factor = awaits_second_factor};
  if (awaits_second_factor) return signed_in;
  signed_in.device_secret = store::remember_device(tx, ids_, user.id);
  log_security(tx, ids_, user.id, is_new ? "signed_up" : "signed_in", device, now,
               std::string(to_string(proof.kind)));
  return signed_in;
}

Result<std::optional<User>> SignIn::find(storage::Transaction& tx, const Proof& proof) {
  if (auto user = store::find_user_by_method(tx, proof.kind, proof.subject)) return user;
  if (!proof.verified_email) return std::optional<User>();
  auto owner = store::find_user_by_email(tx, *proof.verified_email);
  if (!owner) return std::optional<User>();
  // Who reads the mail of an address owns it; what a provider says of one is the provider's word.
  if (proof.kind != MethodKind::email) {
    return fail(ErrorCode::conflict, "address_taken",
                "An account with this e-mail address exists. Sign in to it to link this one.");
  }
  add_method(tx, owner->id, proof);
  return owner;
}

User SignIn::create(storage::Transaction& tx, const Proof& proof) {
  const auto clean_name = [](std::string_view name) { return clean_person_name(name, Role::user); };
  User user{.id = ids_.next<UserId>(),
            .display_name = if_good(proof.name_hint, clean_name).value_or(friendly_name()),
            .email = proof.verified_email,
            .language = if_good(proof.language, clean_language),
            .time_zone = if_good(proof.time_zone, clean_time_zone),
            .created_at = clock_.now()};
  store::insert_user(tx, user);
  add_method(tx, user.id, proof);
  return user;
}

void SignIn::add_method(storage::Transaction& tx, UserId user, const Proof& proof) {
  store::insert_method(tx, {.id = ids_.next<MethodId>(),
                            .user = user,
                            .kind = proof.kind,
                            .subject = proof.subject,
                            .email = proof.verified_email,
                            .created_at = clock_.now()});
}

}  // namespace pomopomo::accounts
