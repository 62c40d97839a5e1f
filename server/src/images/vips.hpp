#pragma once
// libvips, loaded when it is first needed: with the hundred libraries behind it, it would make each
// start slower and each process 20 MB larger.

#include <vips/vips.h>
// Needs the one above.
#include <vips/vector.h>

namespace pomopomo::images {

// The functions that are used, by their names without `vips_`.
struct Vips {
  decltype(&vips_init) init = nullptr;
  decltype(&vips_vector_set_enabled) vector_set_enabled = nullptr;
  decltype(&vips_concurrency_set) concurrency_set = nullptr;
  decltype(&vips_cache_set_max) cache_set_max = nullptr;
  decltype(&vips_operation_block_set) operation_block_set = nullptr;
  decltype(&vips_pngload_buffer) pngload_buffer = nullptr;
  decltype(&vips_jpegload_buffer) jpegload_buffer = nullptr;
  decltype(&vips_webpload_buffer) webpload_buffer = nullptr;
  decltype(&vips_pngsave_buffer) pngsave_buffer = nullptr;
  decltype(&vips_jpegsave_buffer) jpegsave_buffer = nullptr;
  decltype(&vips_webpsave_buffer) webpsave_buffer = nullptr;
  decltype(&vips_autorot) autorot = nullptr;
  decltype(&vips_colourspace) colourspace = nullptr;
  decltype(&vips_thumbnail_image) thumbnail_image = nullptr;
  decltype(&vips_image_get_width) width = nullptr;
  decltype(&vips_image_get_height) height = nullptr;
  decltype(&vips_image_get_bands) bands = nullptr;
  decltype(&vips_image_get_format) format = nullptr;
  decltype(&vips_image_write_to_memory) write_to_memory = nullptr;
  decltype(&vips_image_new_from_memory) new_from_memory = nullptr;
  decltype(&vips_error_clear) error_clear = nullptr;
  decltype(&g_object_unref) unref = nullptr;
  decltype(&g_free) free = nullptr;

  // Returns: nullptr when the library cannot be had, which is logged once.
  static const Vips* get();
};

}  // namespace pomopomo::images
