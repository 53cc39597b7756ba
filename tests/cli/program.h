// Runs the program as its users do, on a site that a test may spoil.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/wait.h>

#include "support/catch.h"
#include "unit/disk/temporary_folder.h"

struct Outcome {
  int code = -1;
  std::string out;  ///< Both streams.
};

/// `minhbach ARGUMENTS`, by the shell, with `environment` before it. The site is the small one.
inline Outcome run(const std::string& arguments, const std::string& environment = "",
                   const std::string& site = SOURCE_FOLDER "/tests/support/small_site") {
  const std::string command =
      "env " + environment + " " PROGRAM " --goc '" + site + "' " + arguments + " 2>&1";
  Outcome outcome;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    outcome.out.append(buffer, got);
  const int status = ::pclose(pipe);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

inline bool says(const Outcome& outcome, std::string_view text) {
  return outcome.out.find(text) != std::string::npos;
}

inline std::string read(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// A copy of the small site that the test may spoil.
struct SiteCopy : TemporaryFolder {
  SiteCopy() {
    std::filesystem::copy(SOURCE_FOLDER "/tests/support/small_site", path,
                          std::filesystem::copy_options::recursive);
  }
  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path + "/" + file).parent_path());
    std::ofstream(path + "/" + file) << text;
  }
};
