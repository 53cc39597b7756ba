// The program: the command line, and the last net for what nobody could mend.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <string_view>

#include "cli/commands.h"

#ifdef MINHBACH_ALLOCATOR
#include <mimalloc.h>

#include <mimalloc-new-delete.h>  // Once in a program: all its memory then comes from mimalloc.

namespace {

/// Memory in large pages comes with fewer calls to the system, but is not given back: for what ends
/// soon, not for "serve" and "feedback serve".
void choose_pages(std::span<char* const> arguments) {
  const auto stays = [](std::string_view argument) { return argument == "serve"; };
  if (std::none_of(arguments.begin(), arguments.end(), stays))
    mi_option_enable(mi_option_large_os_pages);
}

}  // namespace
#else
namespace {

void choose_pages(std::span<char* const>) {}

}  // namespace
#endif

int main(int argc, char** argv) {
  choose_pages({argv, static_cast<std::size_t>(argc)});
  try {
    return minhbach::cli::run_command_line(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lỗi nội bộ / internal error: %s\n", error.what());
    return minhbach::cli::internal;
  }
}
