// Finds the build id among the ELF notes of the running program.
#include "cli/program_stamp.h"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <cstring>
#include <string_view>

#include "images/library_stamp.h"

namespace minhbach::cli {
namespace {

/// The build id in one note segment as hexadecimal; "" when it holds none. Notes are padded to four
/// bytes (elf(5)).
std::string build_id_in(const char* notes, std::size_t size) {
  const auto padded = [](std::size_t length) { return (length + 3) & ~std::size_t{3}; };
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes, sizeof note);
    const std::size_t whole = sizeof note + padded(note.n_namesz) + padded(note.n_descsz);
    if (whole > size) break;
    const char* name = notes + sizeof note;
    if (note.n_type == NT_GNU_BUILD_ID &&
        std::string_view(name, note.n_namesz) == std::string_view("GNU\0", 4)) {
      std::string out;
      const char* bytes = name + padded(note.n_namesz);
      for (std::size_t i = 0; i < note.n_descsz; ++i)
        out += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
      return out;
    }
    notes += whole;
    size -= whole;
  }
  return {};
}

/// Called for the program itself first; returning 1 ends the walk there.
int visit(dl_phdr_info* info, std::size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* start = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
    std::string& id = *static_cast<std::string*>(result);
    if (id = build_id_in(start, segment.p_memsz); !id.empty()) break;
  }
  return 1;
}

}  // namespace

std::string program_stamp() {
  std::string id;
  dl_iterate_phdr(visit, &id);
  return fmt::format("{} {}{}", MINHBACH_VERSION, id, images::library_stamp());
}

}  // namespace minhbach::cli
