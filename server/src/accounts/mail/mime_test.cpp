#include "accounts/mail/mime.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sodium.h>

#include "core/random.hpp"

namespace pomopomo::accounts {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = 0; (end = text.find("\r\n")) != std::string_view::npos;
       text.remove_prefix(end + 2))
    lines.emplace_back(text.substr(0, end));
  lines.emplace_back(text);
  return lines;
}

// As a reader of RFC 2045 does it.
std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 3) == "=\r\n") {
      i += 2;
    } else if (text.substr(i, 2) == "\r\n") {
      out += '\n';
      i += 1;
    } else if (text[i] == '=') {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// As a reader of RFC 2047 does it, for what `encode_header` writes.
std::string decode_header(std::string_view text) {
  if (!text.contains("=?")) return std::string(text);
  std::string out;
  for (const auto& line : lines_of(text)) {
    const auto begin = line.find("?B?") + 3;
    const auto word = line.substr(begin, line.size() - 2 - begin);
    std::string bytes(word.size(), '\0');
    std::size_t length = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), word.data(),
                      word.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    out += bytes.substr(0, length);
  }
  return out;
}

RC_GTEST_PROP(QuotedPrintable, ComesBackInShortLinesOfAscii, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
      std::vector<std::string>{"a", "=", " ", "\n", "\n.", "\t", "é", "🍅", "\r", "word word "}));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  const auto encoded = encode_quoted_printable(text);
  RC_ASSERT(decode_quoted_printable(encoded) == text);
  for (const auto& line : lines_of(encoded)) {
    RC_ASSERT(line.size() <= 76U);
    RC_ASSERT(!line.ends_with(' '));
    RC_ASSERT(std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }));
  }
}

RC_GTEST_PROP(EncodeHeader, IsOneHeaderWhateverIsInIt, ()) {
  const auto pieces =
      *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a", " ", "\r\nBcc: b@x.test", "\n", "é", "🍅", "=?utf-8?B?YQ==?="}));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  const auto encoded = encode_header(text);
  const auto lines = lines_of(encoded);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RC_ASSERT(i == 0 || lines[i].starts_with(' '));  // folded, no header of its own
    RC_ASSERT(lines[i].size() <= 76U || lines.size() == 1U);
    RC_ASSERT(std::ranges::all_of(lines[i], [](char c) { return c >= ' ' && c <= '~'; }));
  }
  auto wanted = text;
  std::ranges::replace_if(wanted, [](char c) { return c == '\r' || c == '\n'; }, ' ');
  RC_ASSERT(decode_header(encoded) == wanted);
}

TEST(FormatDate, IsThatOfRfc5322) {
  EXPECT_EQ(format_date(from_epoch_ms(0)), "Thu, 01 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(format_date(from_epoch_ms(1'795'417'987'999)), "Mon, 23 Nov 2026 07:13:07 +0000");
}

TEST(Sender, IsReadWithAndWithoutName) {
  EXPECT_EQ(Sender::parse("no-reply@pomo.test")->address, "no-reply@pomo.test");
  const auto named = Sender::parse("\"Pomo pomo\" <No-Reply@POMO.test>");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->name, "Pomo pomo");
  EXPECT_EQ(named->address, "No-Reply@pomo.test");
  for (const std::string_view wrong : {"", "Pomo", "Pomo <>", "a@b", "Pomo <a@x.test> b"})
    EXPECT_FALSE(Sender::parse(wrong)) << wrong;
}

TEST(ToMime, HasTheHeadersAndBothAlternatives) {
  init_random();
  const Letter letter{.to = "ana@x.test",
                      .subject = "123456 é o teu código",
                      .text = "Olá\n.\nFrom here\n",
                      .html = "<p>Olá</p>",
                      .message_id = "42",
                      .written_at = from_epoch_ms(0)};
  const auto message = to_mime(letter, {.name = "Pomopomo", .address = "no-reply@pomo.test"});
  for (const std::string_view line :
       {"From: \"Pomopomo\" <no-reply@pomo.test>", "To: ana@x.test",
        "Date: Thu, 01 Jan 1970 00:00:00 +0000", "Message-ID: <42@pomo.test>",
        "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8",
        "Ol=C3=A1", "<p>Ol=C3=A1</p>"})
    EXPECT_TRUE(message.contains(std::string(line) + "\r\n")) << line;
  EXPECT_TRUE(message.contains("Subject: =?utf-8?B?"));
  for (const auto& line : lines_of(message)) EXPECT_FALSE(line.contains('\n')) << line;
}

}  // namespace
}  // namespace pomopomo::accounts
