#include "accounts/mail/address.hpp"

#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kMaxInput = 1'000;  // bytes; normalising shortens little
constexpr std::size_t kMaxMailbox = 64;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// RFC 5322's atoms without `%` and `!`, by which old servers route mail elsewhere.
bool is_mailbox_character(char c) {
  return is_letter_or_digit(c) || std::string_view(".#$&'*+-/=?^_`{|}~").contains(c);
}

bool is_mailbox(std::string_view text) {
  return !text.empty() && text.size() <= kMaxMailbox && !text.starts_with('.') &&
         !text.starts_with('-') && !text.ends_with('.') && !text.contains("..") &&
         std::ranges::all_of(text, is_mailbox_character);
}

std::optional<std::string> normal_form(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  auto normal = nfkc->normalize(source, status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  normal.trim().toUTF8String(out);
  return out;
}

// Letters, digits and hyphens, each label within its length; the last is not a number.
std::optional<std::string> to_domain(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
          UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
      status));
  icu::IDNAInfo info;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  idna->nameToASCII_UTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                         sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  const auto dot = ascii.rfind('.');
  if (dot == std::string::npos || dot + 1 == ascii.size()) return std::nullopt;
  if (std::ranges::all_of(ascii.substr(dot + 1), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return ascii;
}

std::optional<std::string> normalise(std::string_view text) {
  if (text.size() > kMaxInput) return std::nullopt;
  const auto normal = normal_form(text);
  if (!normal || std::ranges::count(*normal, '@') != 1) return std::nullopt;
  const auto at = normal->find('@');
  const auto mailbox = normal->substr(0, at);
  const auto domain = to_domain(std::string_view(*normal).substr(at + 1));
  if (!is_mailbox(mailbox) || !domain) return std::nullopt;
  auto address = mailbox + "@" + *domain;
  if (address.size() > kMaxAddress) return std::nullopt;
  return address;
}

}  // namespace

Result<std::string> normalise_address(std::string_view text, std::string_view field) {
  auto address = normalise(text);
  if (!address)
    return fail_field(field, "invalid_email", "This is no e-mail address we can write to.");
  return std::move(*address);
}

std::string_view domain_of(std::string_view address) {
  return address.substr(address.find('@') + 1);
}

}  // namespace pomopomo::accounts
