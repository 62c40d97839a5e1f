#pragma once
// The secret key of a server to which none was given: made once, beside the data it protects.

#include <filesystem>

#include "core/secret_key.hpp"

namespace pomopomo::app {

// The key in `data_dir`/secret.key, which only its owner may read; made when it is missing.
// Throws: storage::StorageError when it can be neither read nor made, or is no good.
SecretKey secret_key_in(const std::filesystem::path& data_dir);

}  // namespace pomopomo::app
