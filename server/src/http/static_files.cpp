#include "http/static_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/random.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRevalidate = "no-cache";
constexpr std::string_view kForever = "public, max-age=31536000, immutable";

constexpr std::string_view kNotBuiltPage =
    "<!doctype html>\n<html lang=\"en\"><head><meta "
    "charset=\"utf-8\"><title>Pomopomo</title></head><body>\n"
    "<h1>The web client is not built yet</h1>\n"
    "<p>The server runs, but it found no <code>index.html</code>. Build the client with <code>make "
    "build</code>, "
    "then start the server again.</p>\n</body></html>\n";

std::string_view content_type_of(std::string_view path) {
  static const std::map<std::string_view, std::string_view> kTypes{
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"json", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"txt", "text/plain; charset=utf-8"},
      {"xml", "application/xml"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"avif", "image/avif"},
      {"gif", "image/gif"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"woff", "font/woff"},
      {"ttf", "font/ttf"},
      {"wasm", "application/wasm"},
      {"mp3", "audio/mpeg"},
      {"ogg", "audio/ogg"},
      {"wav", "audio/wav"},
  };
  const auto found = kTypes.find(path.substr(path.rfind('.') + 1));
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file || file.bad())
    throw std::system_error(errno, std::generic_category(), "cannot read " + path.string());
  return bytes;
}

std::string tag_of(std::string_view bytes) {
  std::string tag;
  const auto digest = sha256(bytes);
  for (const auto byte : std::span(digest).first(12))
    fmt::format_to(std::back_inserter(tag), "{:02x}", byte);
  return tag;
}

// Whether any segment begins with a dot: hidden files, ".." and ".".
bool has_hidden_segment(std::string_view path) {
  while (!path.empty()) {
    if (next_element(path, '/').starts_with('.')) return true;
  }
  return false;
}

bool belongs_to_an_api(std::string_view path) {
  for (const std::string_view api : {"/api", "/socket.io"}) {
    if (path == api || (path.starts_with(api) && path.substr(api.size()).starts_with('/')))
      return true;
  }
  return false;
}

bool is_page(std::string_view path) {
  return !belongs_to_an_api(path) && !path.starts_with("/assets/") &&
         path.substr(path.rfind('/')).find('.') == std::string_view::npos;
}

// If-None-Match: a list of tags, compared weakly, or "*".
bool holds_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    auto element = next_element(list);
    if (element.starts_with("W/")) element.remove_prefix(2);
    if (element == tag || element == "*") return true;
  }
  return false;
}

Response missing(const Request& request) {
  return Response::problem(
      fail(ErrorCode::not_found, "unknown_route", "There is no such file.").error(),
      request.request_id);
}

Response not_built() {
  auto response = Response::text(503, kNotBuiltPage);
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& directory) {
  if (fs::is_directory(directory)) load(directory);
}

void StaticFiles::load(const fs::path& directory) {
  for (auto entry = fs::recursive_directory_iterator(directory);
       entry != fs::recursive_directory_iterator(); ++entry) {
    const auto path = "/" + entry->path().lexically_relative(directory).generic_string();
    if (has_hidden_segment(path) || entry->is_symlink()) {
      if (entry->is_directory()) entry.disable_recursion_pending();
      continue;
    }
    const auto extension = entry->path().extension();
    if (!entry->is_regular_file() || extension == ".map" || extension == ".br" ||
        extension == ".gz")
      continue;

    File file;
    file.identity = std::make_shared<const std::string>(read_file(entry->path()));
    const auto form = [&](const char* suffix) {
      const fs::path sibling = entry->path().string() + suffix;
      return fs::is_regular_file(sibling) ? std::make_shared<const std::string>(read_file(sibling))
                                          : Bytes();
    };
    file.br = form(".br");
    file.gzip = form(".gz");
    file.content_type = content_type_of(path);
    file.cache_control = path.starts_with("/assets/") ? kForever : kRevalidate;
    file.tag = tag_of(*file.identity);
    files_.emplace(path, std::move(file));
  }
}

const StaticFiles::Bytes& StaticFiles::File::bytes(Encoding encoding) const {
  switch (encoding) {
    case Encoding::br:
      return br;
    case Encoding::gzip:
      return gzip;
    case Encoding::identity:
      break;
  }
  return identity;
}

asio::awaitable<Response> StaticFiles::handle(const Request& request) {
  co_return answer(request);
}

Response StaticFiles::answer(const Request& request) const {
  if (request.method != Method::get && request.method != Method::head) {
    auto response =
        request.method == Method::options
            ? Response::empty()
            : Response::problem(
                  fail(ErrorCode::invalid, "unknown_method", "Files are only read.").error(),
                  request.request_id, 405);
    response.headers.add("Allow", "GET, HEAD, OPTIONS");
    return response;
  }
  if (has_hidden_segment(request.path)) return missing(request);
  if (const auto found = files_.find(request.path); found != files_.end())
    return answer_file(found->second, request);
  if (!is_page(request.path)) return missing(request);
  const auto index = files_.find("/index.html");
  return index == files_.end() ? not_built() : answer_file(index->second, request);
}

Response StaticFiles::answer_file(const File& file, const Request& request) const {
  const auto encoding = choose_encoding(request.headers.get("accept-encoding"), file.br != nullptr,
                                        file.gzip != nullptr);
  const auto coding = to_string(encoding);
  // A strong tag names exact bytes, so each form has its own.
  const auto tag =
      coding.empty() ? fmt::format("\"{}\"", file.tag) : fmt::format("\"{}-{}\"", file.tag, coding);

  Response response;
  response.headers.add("ETag", tag);
  response.headers.add("Cache-Control", std::string(file.cache_control));
  response.headers.add("Vary", "Accept-Encoding");
  if (holds_tag(request.headers.get("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.headers.add("Content-Type", std::string(file.content_type));
  if (!coding.empty()) response.headers.add("Content-Encoding", std::string(coding));
  response.shared_body = file.bytes(encoding);
  return response;
}

}  // namespace pomopomo::http
