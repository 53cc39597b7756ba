// The program: the command line, and the last net for what nobody could mend.
#include <cstdio>
#include <exception>

#include "cli/commands.h"

#ifdef MINHBACH_ALLOCATOR
#include <mimalloc-new-delete.h>  // Once in a program: all its memory then comes from mimalloc.
#endif

int main(int argc, char** argv) {
  try {
    return minhbach::cli::run_command_line(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lỗi nội bộ / internal error: %s\n", error.what());
    return minhbach::cli::internal;
  }
}
