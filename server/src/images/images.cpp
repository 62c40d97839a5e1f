#include "images/images.hpp"

#include <memory>
#include <optional>

#include <fmt/format.h>

#include "images/vips.hpp"

namespace pomopomo::images {

namespace {

constexpr int kJpegQuality = 88;
constexpr int kWebpQuality = 85;
constexpr int kMaxScans = 64;  // of a progressive JPEG: each is a pass over all pixels

enum class Kind { png, jpeg, webp };

std::optional<Kind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Kind::png;
  if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP")
    return Kind::webp;
  return std::nullopt;
}

std::string_view mime_type_of(Kind kind) {
  switch (kind) {
    case Kind::png:
      return "image/png";
    case Kind::jpeg:
      return "image/jpeg";
    case Kind::webp:
      return "image/webp";
  }
  return {};
}

// Compressed pixels never hold the bytes of a mark.
std::size_t count_scans(std::string_view jpeg) {
  std::size_t count = 0;
  for (auto at = jpeg.find("\xff\xda"); at != jpeg.npos; at = jpeg.find("\xff\xda", at + 2))
    ++count;
  return count;
}

std::unexpected<Error> broken() {
  return fail_field("body", "broken_image", "The image is broken.");
}

// Runs libvips' functions, whose ownership and lists of options are C's.
class Studio {
 public:
  explicit Studio(const Vips& vips) : vips_(vips) {}
  ~Studio() { vips_.error_clear(); }

  struct Unref {
    const Vips* vips;
    void operator()(VipsImage* image) const { vips->unref(image); }
  };
  using Picture = std::unique_ptr<VipsImage, Unref>;
  struct Pixels {
    std::unique_ptr<void, decltype(&g_free)> bytes{nullptr, nullptr};
    Picture picture{nullptr, Unref{nullptr}};
  };

  // Reads the head; pixels come when they are needed, and one that lacks some then fails.
  Picture open(Kind kind, std::string_view bytes) const {
    const auto load = kind == Kind::png    ? vips_.pngload_buffer
                      : kind == Kind::jpeg ? vips_.jpegload_buffer
                                           : vips_.webpload_buffer;
    VipsImage* image = nullptr;
    void* data = const_cast<char*>(bytes.data());
    const int status = load(data, bytes.size(), &image, "memory", TRUE, "fail_on",
                            VIPS_FAIL_ON_TRUNCATED, nullptr);
    return own(status, image);
  }
  bool is_too_large(const Picture& image) const {
    return vips_.width(image.get()) > kMaxSide || vips_.height(image.get()) > kMaxSide;
  }
  // Decodes it: upright, in the colours of screens.
  Pixels pixels_of(const Picture& image) const {
    VipsImage* upright = nullptr;
    const auto turned = own(vips_.autorot(image.get(), &upright, nullptr), upright);
    if (!turned) return {};
    VipsImage* coloured = nullptr;
    const auto seen = own(
        vips_.colourspace(turned.get(), &coloured, VIPS_INTERPRETATION_sRGB, nullptr), coloured);
    if (!seen || vips_.format(seen.get()) != VIPS_FORMAT_UCHAR) return {};
    std::size_t size = 0;
    Pixels pixels{{vips_.write_to_memory(seen.get(), &size), vips_.free}, own(1, nullptr)};
    if (pixels.bytes) {
      // A picture of nothing but pixels: the option `strip` leaves a WebP its EXIF.
      pixels.picture =
          own(0, vips_.new_from_memory(pixels.bytes.get(), size, vips_.width(seen.get()),
                                       vips_.height(seen.get()), vips_.bands(seen.get()),
                                       VIPS_FORMAT_UCHAR));
    }
    return pixels;
  }
  // Its middle, scaled to that side.
  Picture square_of(const Picture& image, int side) const {
    VipsImage* square = nullptr;
    return own(vips_.thumbnail_image(image.get(), &square, side, "height", side, "crop",
                                     VIPS_INTERESTING_CENTRE, nullptr),
               square);
  }
  std::optional<Image> write(Kind kind, const Picture& image) const {
    void* data = nullptr;
    std::size_t size = 0;
    const int status = save(kind, image.get(), &data, &size);
    const std::unique_ptr<void, decltype(&g_free)> owned(data, vips_.free);
    if (status != 0) return std::nullopt;
    return Image{mime_type_of(kind), vips_.width(image.get()), vips_.height(image.get()),
                 std::string(static_cast<const char*>(data), size)};
  }

 private:
  Picture own(int status, VipsImage* image) const {
    return Picture(status == 0 ? image : nullptr, Unref{&vips_});
  }
  int save(Kind kind, VipsImage* image, void** data, std::size_t* size) const {
    switch (kind) {
      case Kind::png:
        return vips_.pngsave_buffer(image, data, size, "strip", TRUE, nullptr);
      case Kind::jpeg:
        return vips_.jpegsave_buffer(image, data, size, "strip", TRUE, "Q", kJpegQuality, nullptr);
      case Kind::webp:
        return vips_.webpsave_buffer(image, data, size, "strip", TRUE, "Q", kWebpQuality, nullptr);
    }
    return 1;
  }

  const Vips& vips_;
};

// An image as it came, decoded.
struct Opened {
  Kind kind;
  Studio::Pixels pixels;
};

Result<Opened> open_image(const Vips* vips, std::string_view bytes) {
  const auto kind = kind_of(bytes);
  if (!kind)
    return fail_field("body", "unknown_image", "The image must be a PNG, a JPEG or a WebP.");
  if (*kind == Kind::jpeg && count_scans(bytes) > kMaxScans) return broken();
  if (vips == nullptr)
    return fail(ErrorCode::unavailable, "no_decoder", "This server cannot take images now.");
  const Studio studio(*vips);
  const auto came = studio.open(*kind, bytes);
  if (!came) return broken();
  if (studio.is_too_large(came)) {
    return fail_field("body", "too_many_pixels",
                      fmt::format("The image must be at most {0} × {0} pixels.", kMaxSide));
  }
  auto pixels = studio.pixels_of(came);
  if (!pixels.picture) return broken();
  return Opened{*kind, std::move(pixels)};
}

}  // namespace

Result<Image> remake(std::string_view bytes) {
  const auto* vips = Vips::get();
  const auto opened = open_image(vips, bytes);
  if (!opened) return std::unexpected(opened.error());
  const Studio studio(*vips);
  const auto& picture = opened->pixels.picture;
  auto image = studio.write(opened->kind, picture);
  if (image && opened->kind == Kind::png && image->bytes.size() > kMaxBytes)
    image = studio.write(Kind::webp, picture);
  if (!image) return broken();
  if (image->bytes.size() > kMaxBytes)
    return fail_field("body", "too_large", "The image is too large even when compressed.");
  return std::move(*image);
}

Result<Image> remake_avatar(std::string_view bytes) {
  const auto* vips = Vips::get();
  const auto opened = open_image(vips, bytes);
  if (!opened) return std::unexpected(opened.error());
  const Studio studio(*vips);
  const auto square = studio.square_of(opened->pixels.picture, kAvatarSide);
  auto image = square ? studio.write(Kind::webp, square) : std::nullopt;
  if (!image) return broken();
  return std::move(*image);
}

}  // namespace pomopomo::images
