// The lock as text, and whether its owner still lives.
#include "publish/lock.h"

#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <fmt/format.h>

#include "disk/disk.h"
#include "publish/target.h"

namespace minhbach::publish {
namespace {

constexpr std::string_view magic = "minhbach khoa 1";

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Containers of one machine share its start, and each counts its processes from 1. "" when it
/// cannot be known.
std::string machine_id() {
  std::error_code error;
  const std::string start = first_line("/proc/sys/kernel/random/boot_id");
  const std::string counted = std::filesystem::read_symlink("/proc/self/ns/pid", error);
  return start.empty() || error ? "" : start + " " + counted;
}

/// When a process began, in ticks of this machine; 0 when it cannot be seen, -1 when it is dead.
std::int64_t start_of(std::int64_t process) {
  std::string line = first_line(fmt::format("/proc/{}/stat", process));
  // The name, in parentheses, may hold anything.
  const std::size_t end = line.rfind(')');
  if (end == std::string::npos) return 0;
  std::istringstream rest(line.substr(end + 1));
  constexpr int fields_between = 18;
  std::string word;
  rest >> word;
  if (word == "Z" || word == "X") return -1;
  for (int i = 0; i < fields_between; ++i) rest >> word;
  std::int64_t out = 0;
  rest >> out;
  return out;
}

std::string owner_name() {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  const passwd* account = getpwuid(geteuid());
  return std::string(account != nullptr ? account->pw_name : "?") + "@" + host;
}

std::int64_t number(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

Lock new_lock(std::int64_t time) {
  Lock out;
  std::random_device chance;
  for (int i = 0; i < 4; ++i) out.id += fmt::format("{:08x}", static_cast<std::uint32_t>(chance()));
  out.owner = owner_name();
  out.machine = machine_id();
  out.process = getpid();
  out.started = start_of(out.process);
  out.time = time;
  return out;
}

std::string to_bytes(const Lock& lock) {
  std::string out =
      fmt::format("{}\nma {}\nai {}\nmay {}\ntien-trinh {}\nbat-dau {}\nluc {}\n", magic, lock.id,
                  lock.owner, lock.machine, lock.process, lock.started, lock.time);
  for (const std::string& folder : lock.folders) out += fmt::format("ban {}\n", folder);
  for (const std::string& path : lock.paths) out += fmt::format("sua {}\n", path);
  return out;
}

Lock read_lock(std::string_view bytes) {
  Lock out;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = bytes.find('\n', from);
    if (end == std::string_view::npos) break;  // A line that was cut off says nothing.
    const std::string_view line = bytes.substr(from, end - from);
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view key = line.substr(0, space);
    const std::string_view value = line.substr(std::min(space + 1, line.size()));
    if (key == "ma") out.id = value;
    if (key == "ai") out.owner = value;
    if (key == "may") out.machine = value;
    if (key == "tien-trinh") out.process = number(value);
    if (key == "bat-dau") out.started = number(value);
    if (key == "luc") out.time = number(value);
    if (key == "ban" && !value.empty() && is_disk_path(value)) out.folders.emplace_back(value);
    if (key == "sua" && !value.empty() && is_disk_path(value)) out.paths.emplace_back(value);
    from = end + 1;
  }
  std::sort(out.paths.begin(), out.paths.end());
  out.paths.erase(std::unique(out.paths.begin(), out.paths.end()), out.paths.end());
  return out;
}

bool is_left_behind(const Lock& lock) {
  if (lock.process == abandoned) return true;
  if (lock.machine.empty() || lock.machine != machine_id() || lock.process <= 0) return false;
  // Where /proc hides the processes of others, a signal still tells whether there is one.
  const bool is_gone = kill(static_cast<pid_t>(lock.process), 0) != 0 && errno == ESRCH;
  const std::int64_t started = start_of(lock.process);
  return is_gone || (started != 0 && started != lock.started);
}

void give_up_lock(Target& target, Lock lock) {
  const auto there = target.read(lock_path);
  if (!there || !*there || read_lock(**there).id != lock.id) return;
  lock.process = abandoned;
  // Where this fails too, the lock stays that of a run that may live.
  (void)target.write(lock_path, to_bytes(lock));
}

}  // namespace minhbach::publish
