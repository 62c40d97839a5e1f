#pragma once
// Where people are signed in: one session a browser, known by a secret in its cookie.
//
// Rules (SECURITY.md 1.2, SE1 to SE9)
//  - The secret is 256 random bits, made anew at each sign-in, stored as its SHA-256 only.
//  - A session ends unused after 30 days and in any case after 90; an ADMIN's after 30 minutes and
//  12 hours. Who finds an expired one deletes it.
//  - Ending one deletes its row; nothing brings a deleted session back. Its connections are closed
//  through Revocations.
//  - A person has at most 50; the one unused for longest goes first.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/device.hpp"
#include "accounts/revocations.hpp"
#include "accounts/users.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

struct NewSession {
  SessionId id;
  std::string secret;  // for the cookie; not kept
};

// A session as its owner sees it.
struct SessionView {
  SessionId id;
  TimePoint created_at;
  TimePoint last_used_at;  // to the hour
  Device device;
};

// Who holds a session's secret.
struct SessionHolder {
  Caller caller;  // always with an account
  bool awaits_second_factor = false;
};

class Sessions {
 public:
  static constexpr std::chrono::days kIdle{30};
  static constexpr std::chrono::days kLongest{90};
  static constexpr std::chrono::minutes kAdminIdle{30};
  static constexpr std::chrono::hours kAdminLongest{12};
  static constexpr std::chrono::hours kTouchEvery{1};
  static constexpr std::chrono::minutes kAdminTouchEvery{1};
  static constexpr std::int64_t kMost = 50;

  Sessions(storage::Database& db, const Clock& clock, IdGenerator& ids, Revocations& revocations)
      : db_(db), clock_(clock), ids_(ids), revocations_(revocations) {}

  // Signs the person in on this device. Requires: inside the transaction that proved who it is.
  NewSession start(storage::Transaction& tx, const User& user, const Device& device,
                   bool awaits_second_factor = false);
  // Returns: who holds the secret of a living session; nullopt for any other. Counts as use.
  asio::awaitable<std::optional<SessionHolder>> find_by_secret(std::string secret);
  // Whether the session has not ended. (Age is `find_by_secret`'s business.)
  asio::awaitable<bool> exists(SessionId session);

  // Those of one person, the one used last first.
  asio::awaitable<std::vector<SessionView>> list(UserId user, Role role);
  // Ends one of the person's sessions. Errors: not_found/unknown_session.
  asio::awaitable<Result<void>> end(UserId user, SessionId session, std::string_view reason);
  // Ends all of the person's sessions but this one.
  asio::awaitable<void> end_others(const Account& account, std::string_view reason);

  // The same inside a use case's transaction.
  void end_all(storage::Transaction& tx, UserId user, std::string_view reason,
               std::optional<SessionId> but = {});
  // Somebody has just proved again to be this person.
  void refresh(storage::Transaction& tx, SessionId session);

  // The second factor was shown: the session waits no longer and has another secret (SE3).
  // Returns: nullopt when it has ended meanwhile.
  std::optional<NewSession> confirm(storage::Transaction& tx, SessionId session);

  // Deletes what is too old to be used.
  asio::awaitable<void> clear_up();

 private:
  bool end_one(storage::Transaction& tx, UserId user, SessionId session, std::string_view reason);

  storage::Database& db_;
  const Clock& clock_;
  IdGenerator& ids_;
  Revocations& revocations_;
};

}  // namespace pomopomo::accounts
