#pragma once
// Words that make a message visible to its sender alone. Whole words, however they are written:
// case, accents, width and combining marks make no difference.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace pomopomo::rooms {

class HiddenWords {
 public:
  // A list that ships with the program: a few words that only insult.
  static HiddenWords built_in();
  // A word a line; what follows a # is ignored. Words that differ in nothing that counts are one.
  explicit HiddenWords(std::string_view lines);

  // Requires: valid UTF-8.
  bool are_in(std::string_view text) const;
  std::size_t size() const { return words_.size(); }

 private:
  std::unordered_set<std::string> words_;  // folded
};

}  // namespace pomopomo::rooms
