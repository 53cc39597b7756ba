// Runs a program that reads files from strangers, with little to lose: no shell, no environment,
// limits on time, memory and output.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::documents {

struct ProcessLimits {
  unsigned cpu_seconds = 20;
  std::chrono::seconds wall_time{40};
  std::uint64_t memory = std::uint64_t{1} << 30;  ///< Bytes of address space.
  std::size_t output = std::size_t{64} << 20;     ///< Bytes taken from its standard output.
};

struct ProcessResult {
  enum class End : std::uint8_t {
    exited,         ///< By itself; `exit_code` says how.
    not_installed,  ///< There is no such program in /usr/bin.
    not_started,    ///< The system gave no process, pipe or memory for it.
    over_limit,     ///< Stopped: it took too long, too much memory, or wrote too much.
    crashed,        ///< Ended by another signal.
  };
  End end = End::not_started;
  int exit_code = 0;
  std::string output;
  std::string errors;  ///< The first kilobytes of its standard error.

  bool succeeded() const { return end == End::exited && exit_code == 0; }
};

/// Where the program finds the bytes handed to it: a name that only it can open.
inline constexpr std::string_view input_path = "/dev/fd/3";

/// Runs /usr/bin/`program` with `arguments`; `input` is readable at `input_path` and in no file
/// system. The program may write no file, gains no rights, and is gone when this returns. May be
/// called from several threads.
ProcessResult run_limited(std::string_view program, const std::vector<std::string>& arguments,
                          std::string_view input, const ProcessLimits& limits = {});

}  // namespace minhbach::documents
