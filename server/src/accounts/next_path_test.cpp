#include "accounts/next_path.hpp"

#include <gtest/gtest.h>

namespace pomopomo::accounts {
namespace {

TEST(OwnPath, KeepsPathsOfOurOwn) {
  for (const std::string path : {"/", "/room/pomo-ABCDEF", "/solo?length=25", "/u/ana#badges",
                                 "/room/a%20b", "/u/jo%C3%A3o", "/?next=https://evil.test"})
    EXPECT_EQ(own_path(path), path);
}

TEST(OwnPath, LeadsNowhereElse) {  // AU9
  using namespace std::string_literals;
  EXPECT_EQ(own_path(std::nullopt), "/");
  for (const std::string& path : {""s,
                                  "//evil"s,
                                  "/\\evil"s,
                                  "\\\\evil"s,
                                  "https:evil"s,
                                  "https://evil"s,
                                  "/%09/evil"s,
                                  "/\t/evil"s,
                                  "/\n/evil"s,
                                  "/%2f/evil"s,
                                  "/%2F%2Fevil"s,
                                  "/%5cevil"s,
                                  "javascript:alert(1)"s,
                                  "evil"s,
                                  "/%"s,
                                  "/%zz"s,
                                  "/a\0b"s,
                                  "/a%00b"s,
                                  "/%0d%0aSet-Cookie:x"s,
                                  "/\x7f"s,
                                  "/\xc3\xa3"s,
                                  "/"s + std::string(600, 'a')})
    EXPECT_EQ(own_path(path), "/") << path;
}

}  // namespace
}  // namespace pomopomo::accounts
