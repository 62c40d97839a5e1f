#include "app/secret_key_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "core/file_descriptor.hpp"
#include "core/random.hpp"
#include "storage/database.hpp"

namespace pomopomo::app {

namespace {

[[noreturn]] void fail_on(const std::filesystem::path& file, std::string_view what) {
  throw storage::StorageError(fmt::format("{}: {}", file.string(), what));
}

// Whole or not at all: written beside it and then given its name, unless somebody was quicker.
void make(const std::filesystem::path& file) {
  const auto draft = fmt::format("{}.{}", file.string(), random_token(6));
  const auto text = SecretKey::generate() + "\n";
  const FileDescriptor out(::open(draft.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (out.get() < 0 || ::write(out.get(), text.data(), text.size()) != std::ssize(text) ||
      ::fsync(out.get()) != 0) {
    ::unlink(draft.c_str());
    fail_on(file, "cannot be written");
  }
  const bool named = ::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST;
  ::unlink(draft.c_str());
  if (!named) fail_on(file, "cannot be written");
}

}  // namespace

SecretKey secret_key_in(const std::filesystem::path& data_dir) {
  const auto file = data_dir / "secret.key";
  std::error_code ignored;
  std::filesystem::create_directories(data_dir, ignored);
  if (!std::filesystem::exists(file, ignored)) make(file);
  std::string text;
  std::ifstream in(file);
  if (!in || !std::getline(in, text)) fail_on(file, "cannot be read");
  auto key = SecretKey::parse(text);
  if (!key) fail_on(file, key.error().message);
  return *key;
}

}  // namespace pomopomo::app
