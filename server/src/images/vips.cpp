#include "images/vips.hpp"

#include <dlfcn.h>

#include <optional>

#include "core/log.hpp"

namespace pomopomo::images {

namespace {

// Also finds what libvips itself is linked with.
template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

bool find_all(void* library, Vips& vips) {
  return find(library, "vips_init", vips.init) &&
         find(library, "vips_vector_set_enabled", vips.vector_set_enabled) &&
         find(library, "vips_concurrency_set", vips.concurrency_set) &&
         find(library, "vips_cache_set_max", vips.cache_set_max) &&
         find(library, "vips_operation_block_set", vips.operation_block_set) &&
         find(library, "vips_pngload_buffer", vips.pngload_buffer) &&
         find(library, "vips_jpegload_buffer", vips.jpegload_buffer) &&
         find(library, "vips_webpload_buffer", vips.webpload_buffer) &&
         find(library, "vips_pngsave_buffer", vips.pngsave_buffer) &&
         find(library, "vips_jpegsave_buffer", vips.jpegsave_buffer) &&
         find(library, "vips_webpsave_buffer", vips.webpsave_buffer) &&
         find(library, "vips_autorot", vips.autorot) &&
         find(library, "vips_colourspace", vips.colourspace) &&
         find(library, "vips_thumbnail_image", vips.thumbnail_image) &&
         find(library, "vips_image_get_width", vips.width) &&
         find(library, "vips_image_get_height", vips.height) &&
         find(library, "vips_image_get_bands", vips.bands) &&
         find(library, "vips_image_get_format", vips.format) &&
         find(library, "vips_image_write_to_memory", vips.write_to_memory) &&
         find(library, "vips_image_new_from_memory", vips.new_from_memory) &&
         find(library, "vips_error_clear", vips.error_clear) &&
         find(library, "g_object_unref", vips.unref) && find(library, "g_free", vips.free);
}

std::optional<Vips> load() {
  void* library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
  Vips vips;
  if (library == nullptr || !find_all(library, vips)) {
    const char* why = dlerror();
    log::error("images_unavailable", {{"error", why != nullptr ? why : "unknown"}});
    return std::nullopt;
  }
  vips.vector_set_enabled(FALSE);  // it writes machine code, which the systemd unit forbids
  if (vips.init("pomopomo") != 0) {
    log::error("images_unavailable", {{"error", "libvips does not start"}});
    return std::nullopt;
  }
  vips.concurrency_set(1);
  vips.cache_set_max(0);
  vips.operation_block_set("VipsForeignLoad", TRUE);
  for (const auto* wanted : {"VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp"})
    vips.operation_block_set(wanted, FALSE);
  return vips;
}

}  // namespace

const Vips* Vips::get() {
  static const auto loaded = load();
  return loaded ? &*loaded : nullptr;
}

}  // namespace pomopomo::images
