#pragma once
// What a process has used, seen from outside.

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>

namespace pomopomo::load {

class ProcessMeter {
 public:
  // 0 measures nobody: everything is 0.
  explicit ProcessMeter(pid_t process) : process_(process) {}
  // Of this program itself.
  static ProcessMeter own();

  // CPU of all its threads that live, user and system together, to the nanosecond.
  std::chrono::nanoseconds cpu() const;
  // Bytes of memory that it alone has written.
  std::int64_t memory() const;

 private:
  pid_t process_;
};

// The CPU the server used for some work.
class CpuSpan {
 public:
  explicit CpuSpan(ProcessMeter meter) : meter_(meter), began_(meter.cpu()) {}
  double microseconds() const {
    return std::chrono::duration<double, std::micro>(meter_.cpu() - began_).count();
  }
  double microseconds_each(std::size_t count) const {
    return count == 0 ? 0 : microseconds() / static_cast<double>(count);
  }

 private:
  ProcessMeter meter_;
  std::chrono::nanoseconds began_;
};

}  // namespace pomopomo::load
