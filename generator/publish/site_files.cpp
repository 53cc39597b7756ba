// Looks at each file's stamp, and reads those whose stamp is new.
#include "publish/site_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <ctime>
#include <unordered_map>

#include <fmt/format.h>

#include "base/parallel.h"
#include "disk/file_descriptor.h"
#include "disk/real_disk.h"
#include "publish/failures.h"
#include "publish/file_digest.h"
#include "publish/guards.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

constexpr std::string_view magic = "minhbach ma-bam 1\n";
/// A file younger than this may change again without its stamp showing it.
constexpr std::int64_t too_young = 2'000'000'000;
/// Rewritten by every build that changes anything.
constexpr std::string_view build_note = ".minhbach/nhat-ky";

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Stamp stamp_of(const struct stat& facts) {
  return {nanoseconds(facts.st_mtim), nanoseconds(facts.st_ctim)};
}

std::int64_t now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return nanoseconds(time);
}

struct Remembered {
  std::uint64_t size = 0;
  Stamp stamp;
  Digest digest;
};
using Memory = std::unordered_map<std::string_view, Remembered>;

/// `<digest> <size> <modified> <changed> <path>`; a line that is none is passed over.
void read_memory_line(std::string_view line, Memory& memory) {
  constexpr std::size_t digits = 64;
  if (line.size() < digits) return;
  Remembered one;
  for (std::size_t i = 0; i < one.digest.bytes.size(); ++i) {
    const char* from = line.data() + 2 * i;
    if (std::from_chars(from, from + 2, one.digest.bytes[i], 16).ptr != from + 2) return;
  }
  const char* at = line.data() + digits;
  const char* end = line.data() + line.size();
  const auto number = [&](auto& into) {
    if (at == end || *at != ' ') return false;
    const auto [next, error] = std::from_chars(at + 1, end, into);
    at = next;
    return error == std::errc();
  };
  if (!number(one.size) || !number(one.stamp.modified) || !number(one.stamp.changed)) return;
  if (at != end && *at == ' ')
    memory[line.substr(static_cast<std::size_t>(at - line.data()) + 1)] = one;
}

Memory read_memory(std::string_view bytes) {
  Memory memory;
  if (!bytes.starts_with(magic)) return memory;
  for (std::size_t from = magic.size(); from < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
    read_memory_line(bytes.substr(from, end - from), memory);
    from = end + 1;
  }
  return memory;
}

std::string to_bytes(const SiteFiles& site, std::int64_t time) {
  std::string out(magic);
  for (std::size_t i = 0; i < site.entries.size(); ++i) {
    const Stamp& stamp = site.stamps[i];
    if (std::max(stamp.modified, stamp.changed) > time - too_young) continue;
    out += fmt::format("{} {} {} {} {}\n", site.entries[i].digest.hex(), site.entries[i].size,
                       stamp.modified, stamp.changed, site.entries[i].path);
  }
  return out;
}

/// Of a build, and not of the site.
bool is_note(std::string_view path) {
  return path.starts_with(".minhbach/") || path.find("/.minhbach/") != std::string_view::npos;
}

/// Looks at one file, and reads it when nothing is remembered of it.
class FileReader {
 public:
  FileReader(const SiteFiles& site, const Memory& memory, Report& report)
      : folder_(site.folder + "/"), memory_(memory), report_(report) {}

  /// True when the file had to be read.
  bool look(Entry& entry, Stamp& stamp) const {
    struct stat facts {};
    const std::string path = folder_ + entry.path;
    if (lstat(path.c_str(), &facts) != 0) return fail(entry.path, std::strerror(errno));
    if (!S_ISREG(facts.st_mode)) {
      report_.add(failure(messages::site_file_is_none, {quote(entry.path)}));
      return false;
    }
    entry.size = static_cast<std::uint64_t>(facts.st_size);
    stamp = stamp_of(facts);
    const auto known = memory_.find(entry.path);
    if (known != memory_.end() && known->second.size == entry.size &&
        known->second.stamp == stamp) {
      entry.digest = known->second.digest;
      return false;
    }
    return read(path, entry, stamp);
  }

 private:
  bool fail(const std::string& path, const std::string& why) const {
    report_.add(failure(messages::site_file_unreadable, {quote(path), why}));
    return false;
  }

  bool read(const std::string& path, Entry& entry, const Stamp& stamp) const {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file) return fail(entry.path, std::strerror(errno));
    if (digest_of_file(file.get(), entry.size, entry.digest) &&
        is_same_file(file.get(), entry.size, stamp))
      return true;
    report_.add(changed_source(entry.path));
    return false;
  }

  const std::string folder_;
  const Memory& memory_;
  Report& report_;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    out.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

}  // namespace

bool is_same_file(int descriptor, std::uint64_t size, const Stamp& stamp) {
  struct stat facts {};
  return fstat(descriptor, &facts) == 0 && static_cast<std::uint64_t>(facts.st_size) == size &&
         stamp_of(facts) == stamp;
}

SiteFiles read_site_files(std::string folder, std::string portal, std::vector<std::string> paths,
                          unsigned jobs, Report& report) {
  SiteFiles out;
  out.folder = std::move(folder);
  out.portal = std::move(portal);
  RealDisk disk(out.folder, no_file_limit);
  if (disk.is_file(illustrations_path)) {
    const Result<std::string> text = disk.read(illustrations_path);
    if (text) out.made_up = lines_of(*text);
    if (!text) report.add(text.error());
  }
  struct stat note {};
  if (lstat((out.folder + "/" + std::string(build_note)).c_str(), &note) == 0)
    out.built = nanoseconds(note.st_mtim);
  std::erase_if(paths, is_note);
  std::sort(paths.begin(), paths.end());
  for (std::string& path : paths) out.entries.push_back({std::move(path), 0, {}});
  out.stamps.resize(out.entries.size());

  std::string remembered;
  if (disk.is_file(digests_path)) {
    if (Result<std::string> text = disk.read(digests_path)) remembered = std::move(*text);
  }
  const Memory memory = read_memory(remembered);
  std::vector<char> was_read(out.entries.size());
  const FileReader reader(out, memory, report);
  const std::int64_t time = now();
  parallel_for(out.entries.size(), jobs, [&](std::size_t i, unsigned) {
    was_read[i] = reader.look(out.entries[i], out.stamps[i]);
  });
  out.hashed = static_cast<std::size_t>(std::count(was_read.begin(), was_read.end(), 1));
  const bool is_news = out.hashed > 0 || memory.size() != out.entries.size();
  // A folder that cannot be written to is only slower.
  if (is_news && !report.has_errors()) (void)disk.write(digests_path, to_bytes(out, time));
  return out;
}

}  // namespace minhbach::publish
