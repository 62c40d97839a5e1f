// Sessions on a real database, with a clock that the test moves (SE2, SE4, SE6, SE7, SE9).

#include "accounts/sessions.hpp"

#include <gtest/gtest.h>

#include "accounts/roles.hpp"
#include "accounts/sign_in.hpp"
#include "core/random.hpp"
#include "storage/testing.hpp"

namespace pomopomo::accounts {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using storage::await;

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() {
    init_random();
    revocations_.on_revoked([this](const Revocation& revoked) { revoked_.push_back(revoked); });
  }

  SignedIn sign_in(const std::string& email) {
    const Proof proof{.kind = MethodKind::email, .subject = email, .verified_email = email};
    return *await(test_.db().write(
        [&](storage::Transaction& tx) { return sign_in_.complete(tx, proof, device_); }));
  }
  std::optional<SessionHolder> find(const SignedIn& signed_in) {
    return await(sessions_.find_by_secret(signed_in.session.secret));
  }
  std::vector<SessionView> list(const SignedIn& signed_in) {
    return await(sessions_.list(signed_in.user.id, signed_in.user.role));
  }

  storage::TestDatabase test_;
  HandClock clock_;
  asio::io_context io_;
  IdGenerator ids_{clock_, 1};
  Revocations revocations_{test_.db(), clock_, ids_, true, io_};
  Sessions sessions_{test_.db(), clock_, ids_, revocations_};
  SignIn sign_in_{test_.db(), clock_, ids_, sessions_};
  Device device_{"A browser", "192.0.2.0/24"};
  std::vector<Revocation> revoked_;
};

TEST_F(SessionsTest, SignsTheSamePersonInAgain) {
  const auto first = sign_in("ana@example.test");
  const auto second = sign_in("ana@example.test");
  const auto other = sign_in("bea@example.test");
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(first.user.id, second.user.id);
  EXPECT_NE(first.user.id, other.user.id);
  EXPECT_NE(first.session.secret, second.session.secret);
  const auto holder = find(first);
  ASSERT_TRUE(holder && holder->caller.account);
  EXPECT_EQ(holder->caller.account->user, first.user.id);
  EXPECT_EQ(holder->caller.person, person_of(first.user.id));
  EXPECT_EQ(holder->caller.account->session, first.session.id);
  EXPECT_FALSE(await(sessions_.find_by_secret(std::string(43, 'x'))));
  EXPECT_FALSE(await(sessions_.find_by_secret("")));
}

TEST_F(SessionsTest, EndsAfterThirtyDaysUnusedAndNinetyInAll) {
  const auto ana = sign_in("ana@example.test");
  clock_.at += days(30) - seconds(1);
  EXPECT_TRUE(find(ana)) << "used within thirty days";
  clock_.at += days(30) - seconds(1);
  EXPECT_TRUE(find(ana)) << "being used kept it";
  clock_.at += days(30);
  EXPECT_FALSE(find(ana));
  clock_.at -= hours(2);
  EXPECT_FALSE(find(ana)) << "SE6: a clock that goes back gives nothing back";
  EXPECT_TRUE(find(sign_in("ana@example.test")));
}

TEST_F(SessionsTest, NeverLivesLongerThanNinetyDays) {
  const auto ana = sign_in("ana@example.test");
  for (int day = 0; day < 89; ++day) {
    clock_.at += days(1);
    EXPECT_TRUE(find(ana)) << "day " << day + 1;
  }
  clock_.at += days(1);
  EXPECT_FALSE(find(ana));
  await(sessions_.clear_up());
  EXPECT_FALSE(await(sessions_.exists(ana.session.id)));
}

TEST_F(SessionsTest, OfAnAdminEndsAfterHalfAnHourUnusedAndTwelveInAll) {
  const auto before = sign_in("ana@example.test");
  ASSERT_TRUE(await(grant_admin(test_.db(), sessions_, "ana@example.test")));
  EXPECT_FALSE(find(before)) << "a change of role ends the sessions";
  auto admin = sign_in("ana@example.test");
  EXPECT_EQ(find(admin)->caller.account->role, Role::admin);
  clock_.at += minutes(30);
  EXPECT_FALSE(find(admin));
  admin = sign_in("ana@example.test");
  for (int part = 0; part < 12 * 3 - 1; ++part) {
    clock_.at += minutes(20);
    EXPECT_TRUE(find(admin));
  }
  clock_.at += minutes(20);
  EXPECT_FALSE(find(admin));
  EXPECT_FALSE(await(grant_admin(test_.db(), sessions_, "nobody@example.test")));
}

TEST_F(SessionsTest, EndsOnlyOnesOwn) {
  const auto ana = sign_in("ana@example.test");
  const auto bea = sign_in("bea@example.test");
  const auto refused = await(sessions_.end(ana.user.id, bea.session.id, "revoked"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "unknown_session");
  EXPECT_TRUE(find(bea));
  EXPECT_TRUE(await(sessions_.end(bea.user.id, bea.session.id, "revoked")));
  EXPECT_FALSE(find(bea));
  ASSERT_EQ(revoked_.size(), 1U);
  EXPECT_EQ(revoked_[0].session, bea.session.id);
  EXPECT_EQ(revoked_[0].reason, "revoked");
  EXPECT_EQ(list(bea).size(), 0U);
}

TEST_F(SessionsTest, EndsAllButThisOne) {
  const auto here = sign_in("ana@example.test");
  const auto there = sign_in("ana@example.test");
  const auto bea = sign_in("bea@example.test");
  await(sessions_.end_others(*find(here)->caller.account, "revoked"));
  EXPECT_TRUE(find(here));
  EXPECT_FALSE(find(there));
  EXPECT_TRUE(find(bea));
  EXPECT_EQ(revoked_.size(), 1U);
}

TEST_F(SessionsTest, KeepsFiftyThatWereUsedLast) {
  const auto first = sign_in("ana@example.test");
  clock_.at += minutes(1);
  const auto second = sign_in("ana@example.test");
  for (int i = 0; i < 48; ++i) {
    clock_.at += minutes(1);
    sign_in("ana@example.test");
  }
  clock_.at += minutes(15);  // enough for the use of the first to be written down
  EXPECT_TRUE(find(first));
  sign_in("ana@example.test");
  EXPECT_TRUE(find(first)) << "it was used just now";
  EXPECT_FALSE(find(second));
  EXPECT_EQ(list(first).size(), 50U);
}

TEST_F(SessionsTest, KnowsWhenSomebodyProvedToBeThisPerson) {
  const auto ana = sign_in("ana@example.test");
  clock_.at += minutes(11);
  EXPECT_EQ(find(ana)->caller.account->authenticated_at, clock_.at - minutes(11));
  await(test_.db().write([&](storage::Transaction& tx) { sessions_.refresh(tx, ana.session.id); }));
  EXPECT_EQ(find(ana)->caller.account->authenticated_at, clock_.at);
}

TEST_F(SessionsTest, TellsOtherProcessesOnce) {
  const auto ana = sign_in("ana@example.test");
  ASSERT_TRUE(await(sessions_.end(ana.user.id, ana.session.id, "revoked")));
  EXPECT_EQ(revoked_.size(), 1U);
  Revocations elsewhere(test_.db(), clock_, ids_, true, io_);
  std::vector<SessionId> heard;
  elsewhere.on_revoked([&](const Revocation& revoked) {
    heard.push_back(revoked.session);
    elsewhere.stop();
  });
  elsewhere.start();
  io_.run();
  EXPECT_EQ(heard, std::vector{ana.session.id});
  clock_.at += hours(2);
  await(revocations_.clear_up());
}

TEST_F(SessionsTest, KeepsAProvidersWordApartFromAProvenAddress) {
  const auto ana = sign_in("ana@example.test");
  const auto with = [&](Proof proof) {
    return await(test_.db().write(
        [&](storage::Transaction& tx) { return sign_in_.complete(tx, proof, device_); }));
  };
  const auto taken =
      with({.kind = MethodKind::google, .subject = "1", .verified_email = "ana@example.test"});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().reason, "address_taken");
  const auto unverified = with({.kind = MethodKind::github, .subject = "1"});
  ASSERT_TRUE(unverified);
  EXPECT_NE(unverified->user.id, ana.user.id) << "OA7: an unproven address matches nobody";
  EXPECT_FALSE(unverified->user.email);
}

}  // namespace
}  // namespace pomopomo::accounts
