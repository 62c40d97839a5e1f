#pragma once
// The web client's files, out of memory.
//
// The directory is read once, at construction: what a request can reach is exactly what was found
// then, so no path leads anywhere else. Hidden files, symbolic links and source maps are not read.
// `x.br` and `x.gz` are forms of `x`.
//   assets/*       content-hashed names: cached for a year, immutable
//   everything else  revalidated by its ETag at each use
// A path that is no file, has no extension and belongs to no API is a page of the client:
// index.html. Threading: read-only after construction.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/content_encoding.hpp"
#include "http/service.hpp"

namespace pomopomo::http {

class StaticFiles final : public Service {
 public:
  // Throws std::system_error or std::runtime_error naming the file that cannot be read. A directory
  // that does not exist or has no index.html is served as a page that says how to build the client.
  explicit StaticFiles(const std::filesystem::path& directory);

  std::size_t size() const { return files_.size(); }
  // Whether there is a client to serve.
  bool built() const { return files_.contains("/index.html"); }

  asio::awaitable<Response> handle(const Request& request) override;
  std::string_view name() const override { return "static"; }

 private:
  using Bytes = std::shared_ptr<const std::string>;
  struct File {
    Bytes identity;
    Bytes gzip;
    Bytes br;
    std::string_view content_type;
    std::string_view cache_control;
    std::string tag;  // of the identity form; the others append their coding

    const Bytes& bytes(Encoding encoding) const;
  };

  void load(const std::filesystem::path& directory);
  Response answer(const Request& request) const;
  Response answer_file(const File& file, const Request& request) const;

  std::map<std::string, File, std::less<>> files_;  // by request path
};

}  // namespace pomopomo::http
