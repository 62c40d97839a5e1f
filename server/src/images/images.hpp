#pragma once
// Images that people send, made anew: what others get is what this program wrote, not what came.
//
// Guarantees: the answer is a PNG, JPEG or WebP of the same kind as came (a WebP where a PNG would
// be larger than kMaxBytes), without metadata, upright, one frame, and nothing behind it. Size in
// pixels is checked before anything is decoded. One image is decoded at a time, on a thread of its
// own; the decoder (libvips) is loaded with the first image.

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/thread_pool.hpp>

#include "core/asio.hpp"
#include "core/error.hpp"

namespace pomopomo::images {

constexpr std::size_t kMaxBytes = 2 * 1024 * 1024;  // as it comes, and as it is kept
constexpr int kMaxSide = 4096;                      // pixels
constexpr int kAvatarSide = 256;                    // pixels, of the picture of a person

struct Image {
  std::string_view mime_type;
  int width = 0;
  int height = 0;
  std::string bytes;
};

// Blocks as long as it takes; memory up to 300 MB. Thread: any, one at a time.
// Errors: invalid (unknown_image, too_many_pixels, broken_image, too_large),
// unavailable/no_decoder.
Result<Image> remake(std::string_view bytes);
// The same, but for a square of the middle, kAvatarSide wide, always a WebP.
Result<Image> remake_avatar(std::string_view bytes);

class Workshop {
 public:
  static constexpr int kMaxWaiting = 8;

  // As above, elsewhere. Errors: also unavailable/overloaded, when too many wait. Thread: any.
  asio::awaitable<Result<Image>> remake(std::string bytes);
  asio::awaitable<Result<Image>> remake_avatar(std::string bytes);

 private:
  using Remake = Result<Image> (*)(std::string_view bytes);
  asio::awaitable<Result<Image>> run(Remake remake, std::string bytes);

  boost::asio::thread_pool thread_{1};
  std::shared_ptr<std::atomic<int>> waiting_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace pomopomo::images
