#include "storage/postgres/statement_text.hpp"

#include <gmock/gmock.h>

namespace pomopomo::storage::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(StatementText, NumbersEachNameOnce) {
  const auto text = number_parameters("SELECT :b, :a + :b_2, x = ANY(:b) LIMIT :a;");
  EXPECT_EQ(text.sql, "SELECT $1, $2 + $3, x = ANY($1) LIMIT $2;");
  EXPECT_THAT(text.parameters, ElementsAre("b", "a", "b_2"));
}

TEST(StatementText, LeavesAloneWhatOnlyLooksLikeAParameter) {
  for (const char* same : {"SELECT ':a', 'it''s :a', \":a\", \"x\"\":a\"",
                           "SELECT 1::bigint, list[1:2]", "SELECT 1 -- :a 'quoted\n, 2",
                           "SELECT 1 /* :a ' */", "SELECT ':a", "/* :a", "", ":", "a:"}) {
    const auto text = number_parameters(same);
    EXPECT_EQ(text.sql, same);
    EXPECT_THAT(text.parameters, IsEmpty());
  }
}

TEST(StatementText, FindsParametersBesideThem) {
  EXPECT_EQ(number_parameters("':x'||:y::text--:z\n:z").sql, "':x'||$1::text--:z\n$2");
}

}  // namespace
}  // namespace pomopomo::storage::postgres
