#include "accounts/password/backup_codes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace pomopomo::accounts {
namespace {

TEST(BackupCodes, AreTenAndAllDiffer) {
  const auto codes = new_backup_codes();
  EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), kBackupCodes);
  for (const auto& code : codes) {
    EXPECT_EQ(code.size(), 14U);
    EXPECT_TRUE(hash_backup_code(code)) << code;
  }
}

TEST(BackupCodes, AreTheSameHoweverTheyAreTyped) {
  const auto stored = hash_backup_code("k3fy-9m2p-xw7t");
  ASSERT_TRUE(stored);
  for (const std::string_view typed : {"K3FY-9M2P-XW7T", "k3fy9m2pxw7t", " k3fy 9m2p xw7t "})
    EXPECT_EQ(hash_backup_code(typed), stored) << typed;
  EXPECT_NE(hash_backup_code("k3fy-9m2p-xw7u"), stored);
  for (const std::string_view wrong :
       {"", "123456", "k3fy-9m2p-xw7", "k3fy-9m2p-xw7tt", "k3fy-9m2p-xw7!", "k3fy-9m2p-xw7o"})
    EXPECT_FALSE(hash_backup_code(wrong)) << wrong;
  EXPECT_FALSE(hash_backup_code(std::string(1'000'000, '-')));
}

}  // namespace
}  // namespace pomopomo::accounts
