#pragma once
// Whether the disk may still be trusted with writes. After a failed write or sync the kernel may
// have dropped pages that a later sync would report as written, so one failure ends all writing
// until the process starts anew and reads back what is really there. Thread: any.

#include <atomic>
#include <string_view>

namespace pomopomo::storage {

class DiskHealth {
 public:
  bool failed() const { return failed_.load(std::memory_order_acquire); }
  // Ends all writing; logged once.
  void fail(std::string_view why);

 private:
  std::atomic<bool> failed_ = false;
};

}  // namespace pomopomo::storage
