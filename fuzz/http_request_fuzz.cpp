// Feeds arbitrary bytes to the request parser, whole and cut into pieces, and checks that the cut
// changes nothing: two readings of one input are what request smuggling is made of.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "http/content_encoding.hpp"
#include "http/request_parser.hpp"

namespace {

using pomopomo::http::Limits;
using pomopomo::http::RequestParser;

const Limits kLimits{
    .header_bytes = 1024, .header_count = 20, .target_bytes = 256, .body_bytes = 512};

// What the parser made of the input: each request's essence, then how it ended.
std::vector<std::string> read_all(std::string_view input, std::size_t piece) {
  std::vector<std::string> seen;
  std::string buffer;
  RequestParser parser(kLimits);
  while (true) {
    const auto progress = parser.feed(buffer);
    if (!progress) {
      seen.push_back("refused");
      return seen;
    }
    if (*progress == RequestParser::Progress::done) {
      auto& request = parser.request();
      std::string essence = request.target + "\n" + request.path + "\n" + request.body;
      for (const auto& [name, value] : request.headers.all()) essence += "\n" + name + ": " + value;
      // Whatever else reads a request must survive it.
      (void)request.query_param("a");
      (void)request.cookie("a");
      (void)pomopomo::http::choose_encoding(request.headers.get("accept-encoding"), true, true);
      seen.push_back(std::move(essence));
      parser = RequestParser(kLimits);
      continue;
    }
    if (input.empty()) return seen;
    buffer += input.substr(0, piece);
    input.remove_prefix(std::min(piece, input.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto whole = read_all(input, input.size() + 1);
  if (whole != read_all(input, 1) || whole != read_all(input, 7)) std::abort();
  return 0;
}
