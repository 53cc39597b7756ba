// The program: the command line, and the last net for what nobody could mend.
#include <cstdio>
#include <exception>

#include "cli/commands.h"

#ifdef MINHBACH_ALLOCATOR
#include <mimalloc-new-delete.h>  // Once in a program: all its memory then comes from mimalloc.
#include <sys/mman.h>

#include <cstdint>

namespace {

/// A build fills a hundred megabytes for a moment: from the system it takes them in pieces of 2 MB,
/// where there are such, and not of 4 KB. Where there is no room, nothing is different.
void expect_much() {
  constexpr std::size_t room = std::size_t{1} << 30;
  // What mimalloc takes at a time (a segment, of 2.0), and what the place it takes is a multiple
  // of.
  constexpr std::size_t block = std::size_t{32} << 20;
  void* const all = mmap(nullptr, room + block, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED) return;
  char* const begin =
      static_cast<char*>(all) + (block - reinterpret_cast<std::uintptr_t>(all) % block) % block;
  madvise(begin, room, MADV_HUGEPAGE);
  mi_manage_os_memory(begin, room, true, false, true, -1);
  // The block that is in use already; no more than advice, should it begin elsewhere.
  char* const used = static_cast<char*>(mi_malloc(1));
  madvise(used - reinterpret_cast<std::uintptr_t>(used) % block, block, MADV_HUGEPAGE);
  mi_free(used);
}

}  // namespace
#else
namespace {

void expect_much() {}

}  // namespace
#endif

int main(int argc, char** argv) {
  try {
    return minhbach::cli::run_command_line(argc, argv, expect_much);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lỗi nội bộ / internal error: %s\n", error.what());
    return minhbach::cli::internal;
  }
}
