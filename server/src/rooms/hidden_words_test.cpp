#include "rooms/hidden_words.hpp"

#include <gtest/gtest.h>

namespace pomopomo::rooms {
namespace {

TEST(HiddenWords, AreFoundWholeWhateverTheyAreWrittenLike) {
  const HiddenWords words(
      "# a comment\nPlonk\n\n  flim # as in flimflam\nparvo\u00EDce\nstra\u00DFe\n");
  EXPECT_EQ(words.size(), 4U);
  for (const auto* text : {"plonk", "You PLONK!", "a\nplonk\nb", "pl\u00F6nk", "plo\u0308nk",
                           "\uFF30\uFF2C\uFF2F\uFF2E\uFF2B", "flim", "(Flim)", "PARVOICE",
                           "parvo\u00EDce", "STRASSE", "say:plonk", "\u00E9! plonk"})
    EXPECT_TRUE(words.are_in(text)) << text;
  for (const auto* text : {"", "plonker", "explonk", "plon k", "comment", "flimflam", "parvo",
                           "pl0nk", "\U0001F345", "\u00E9plonk"})
    EXPECT_FALSE(words.are_in(text)) << text;
}

TEST(HiddenWords, OfAnEmptyListHideNothing) {
  const HiddenWords words("\n# nothing\n");
  EXPECT_EQ(words.size(), 0U);
  EXPECT_FALSE(words.are_in("nothing"));
}

TEST(HiddenWords, ComeWithTheProgram) {
  EXPECT_GT(HiddenWords::built_in().size(), 0U);
  EXPECT_FALSE(HiddenWords::built_in().are_in("Well done, everybody!"));
}

}  // namespace
}  // namespace pomopomo::rooms
