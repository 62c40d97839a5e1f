#include "realtime/ack.hpp"

#include <gtest/gtest.h>

namespace pomopomo::realtime {
namespace {

socketio::Arguments arguments(boost::json::array args) {
  socketio::Arguments made;
  made.args = std::move(args);
  return made;
}

TEST(PayloadOf, TakesOneObjectOrNone) {
  EXPECT_EQ(*payload_of(arguments({})), boost::json::value(boost::json::object{}));
  EXPECT_EQ(*payload_of(arguments({boost::json::object{{"a", 1}}})),
            boost::json::value(boost::json::object{{"a", 1}}));
}

TEST(PayloadOf, RefusesEverythingElse) {
  const boost::json::object object;
  for (const auto& args : {boost::json::array{nullptr}, boost::json::array{7},
                           boost::json::array{"text"}, boost::json::array{object, object}}) {
    const auto payload = payload_of(arguments(args));
    ASSERT_FALSE(payload);
    EXPECT_EQ(payload.error().fields.at(0).field, "payload");
  }
}

TEST(Ack, TellsAnErrorByCodeReasonFieldAndWhatIsCurrent) {
  auto error = fail_field("index", "out_of_range", "Too far.").error();
  error.retry_after = std::chrono::seconds(2);
  error.current = boost::json::object{{"version", 3}};
  const auto answer = ack_error(error).args.at(0);
  EXPECT_EQ(answer, (boost::json::value{{"ok", false},
                                        {"error",
                                         {{"code", "invalid"},
                                          {"reason", "out_of_range"},
                                          {"message", "Too far."},
                                          {"field", "index"},
                                          {"retryAfterMs", 2000},
                                          {"current", {{"version", 3}}}}}}));
}

}  // namespace
}  // namespace pomopomo::realtime
