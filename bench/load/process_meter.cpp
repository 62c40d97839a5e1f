#include "process_meter.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace pomopomo::load {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(pid_t process) {
  return "/proc/" + std::to_string(process);
}

}  // namespace

ProcessMeter ProcessMeter::own() {
  return ProcessMeter(getpid());
}

std::chrono::nanoseconds ProcessMeter::cpu() const {
  std::int64_t total = 0;
  if (process_ == 0) return std::chrono::nanoseconds(0);
  for (const auto& task : fs::directory_iterator(folder_of(process_) / "task")) {
    std::int64_t nanoseconds = 0;
    // A thread may end in between: then there is nothing to read.
    if (std::ifstream(task.path() / "schedstat") >> nanoseconds) total += nanoseconds;
  }
  return std::chrono::nanoseconds(total);
}

std::int64_t ProcessMeter::memory() const {
  if (process_ == 0) return 0;
  std::int64_t kilobytes = 0;
  std::ifstream rollup(folder_of(process_) / "smaps_rollup");
  for (std::string line; std::getline(rollup, line);) {
    if (line.starts_with("Private_Dirty:")) kilobytes = std::stoll(line.substr(line.find(':') + 1));
  }
  return kilobytes * 1024;
}

}  // namespace pomopomo::load
