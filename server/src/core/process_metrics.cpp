#include "core/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

namespace pomopomo::metrics {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(const char* name, const char* help, MetricType type, double value) {
  prometheus::ClientMetric metric;
  if (type == MetricType::Counter)
    metric.counter.value = value;
  else
    metric.gauge.value = value;
  return {name, help, type, {metric}};
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// The error_code form: with no descriptor left the directory cannot be opened, and this says 0.
double open_files() {
  std::error_code error;
  double count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end; entry != end;
       entry.increment(error))
    ++count;
  return count;
}

double max_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// The system tells it since boot.
double start_time() {
  std::ifstream file("/proc/self/stat");
  std::string text;
  std::getline(file, text);
  // The second field is the program's name in parentheses, which may hold anything.
  std::size_t at = text.rfind(')');
  for (int field = 2; field < 22 && at != std::string::npos; ++field) at = text.find(' ', at + 1);
  if (at == std::string::npos) return 0;
  const auto ticks = std::strtod(text.c_str() + at, nullptr);
  const auto booted = seconds_of(CLOCK_REALTIME) - seconds_of(CLOCK_BOOTTIME);
  return booted + ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

MetricFamily build_info() {
  auto info = family("pomopomo_build_info", "1, with the version.", MetricType::Gauge, 1);
  info.metric.front().label = {{"version", POMOPOMO_VERSION}};
  return info;
}

}  // namespace

std::vector<MetricFamily> process_metrics() {
  return {
      build_info(),
      family("process_cpu_seconds_total", "User and system CPU time spent.", MetricType::Counter,
             cpu_seconds()),
      family("process_resident_memory_bytes", "Resident memory.", MetricType::Gauge,
             resident_bytes()),
      family("process_open_fds", "Open file descriptors.", MetricType::Gauge, open_files()),
      family("process_max_fds", "How many file descriptors may be open.", MetricType::Gauge,
             max_files()),
      family("process_start_time_seconds", "Start, in seconds since the Unix epoch.",
             MetricType::Gauge, start_time()),
  };
}

}  // namespace pomopomo::metrics
