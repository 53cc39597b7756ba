// fork, limits, exec; then both outputs are read until the end or a limit.
#include "documents/limited_process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace minhbach::documents {
namespace {

constexpr int input_descriptor = 3;
constexpr int first_free_descriptor = 10;  // Ours are moved above those that the program is given.
constexpr std::size_t most_errors = 4096;

/// Closes itself.
class Descriptor {
 public:
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return descriptor_; }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }
  /// Takes over `descriptor`, moved out of the way. False when there is none.
  bool take(int descriptor) {
    close();
    if (descriptor < 0) return false;
    descriptor_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, first_free_descriptor);
    ::close(descriptor);
    return descriptor_ >= 0;
  }

 private:
  int descriptor_;
};

struct Pipe {
  Descriptor read, write;

  bool open() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    const bool has_read = read.take(ends[0]);
    return write.take(ends[1]) && has_read;
  }
};

/// The bytes in a file without a name or place.
bool hold_input(std::string_view input, Descriptor& held) {
  if (!held.take(::memfd_create("input", MFD_CLOEXEC))) return false;
  while (!input.empty()) {
    const ssize_t put = ::write(held.get(), input.data(), input.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    input.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::lseek(held.get(), 0, SEEK_SET) == 0;
}

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(what, &both);
}

/// In the new process: only what is allowed between fork and exec in a program with threads.
[[noreturn]] void become(const char* path, char* const* arguments, int input, int output,
                         int errors, const ProcessLimits& limits) {
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(errors, 2) < 0 ||
      ::dup2(input, input_descriptor) < 0 || ::chdir("/") != 0)
    ::_exit(126);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGXFSZ, SIG_IGN);  // A cache that it cannot write is no reason to end.
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  char language[] = "LC_ALL=C.UTF-8";
  char* const environment[] = {language, nullptr};
  ::execve(path, arguments, environment);
  ::_exit(errno == ENOENT ? 127 : 126);
}

/// Reads what there is to read; false at the end of it.
bool drain(int from, std::string& to) {
  char buffer[1 << 16];
  const ssize_t got = ::read(from, buffer, sizeof buffer);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  to.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

using Clock = std::chrono::steady_clock;

/// Until both are at their end. False when a limit was met before.
bool read_both(Descriptor& output, Descriptor& errors, const ProcessLimits& limits,
               Clock::time_point end, ProcessResult& result) {
  std::string said;
  while (output.get() >= 0 || errors.get() >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return false;
    pollfd both[] = {{output.get(), POLLIN, 0}, {errors.get(), POLLIN, 0}};
    if (::poll(both, 2, static_cast<int>(left.count())) < 0 && errno != EINTR) return false;
    if (both[0].revents != 0 && !drain(output.get(), result.output)) output.close();
    if (both[1].revents != 0 && !drain(errors.get(), said)) errors.close();
    if (result.output.size() > limits.output) return false;
    if (result.errors.size() < most_errors) result.errors += said;
    said.clear();
  }
  return true;
}

/// Until `child` is gone: by itself, or killed when `end` has come. False for the latter.
bool wait_for(pid_t child, Clock::time_point end, int& status) {
  // Who has closed both outputs is gone within a millisecond, or does not mean to go.
  constexpr std::chrono::milliseconds longest(50);
  for (std::chrono::milliseconds pause(0);;
       pause = std::min(2 * pause + std::chrono::milliseconds(1), longest)) {
    const pid_t gone = ::waitpid(child, &status, WNOHANG);
    if (gone == child || (gone < 0 && errno != EINTR)) return true;
    if (Clock::now() >= end) break;
    std::this_thread::sleep_for(pause);
  }
  ::kill(child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return false;
}

}  // namespace

ProcessResult run_limited(std::string_view program, const std::vector<std::string>& arguments,
                          std::string_view input, const ProcessLimits& limits) {
  ProcessResult result;
  std::string path = "/usr/bin/" + std::string(program);
  if (::access(path.c_str(), X_OK) != 0) {
    result.end = ProcessResult::End::not_installed;
    return result;
  }
  std::vector<std::string> words = arguments;
  std::vector<char*> pointers{path.data()};
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  Descriptor held;
  Pipe output, errors;
  if (!hold_input(input, held) || !output.open() || !errors.open()) return result;
  const pid_t child = ::fork();
  if (child < 0) return result;
  if (child == 0)
    become(path.c_str(), pointers.data(), held.get(), output.write.get(), errors.write.get(),
           limits);
  output.write.close();
  errors.write.close();
  const Clock::time_point end = Clock::now() + limits.wall_time;
  const bool is_read = read_both(output.read, errors.read, limits, end, result);
  int status = 0;
  const bool is_within = wait_for(child, is_read ? end : Clock::now(), status) && is_read;
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  const bool is_out_of_time =
      WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  if (!is_within || is_out_of_time) {
    result.end = ProcessResult::End::over_limit;
  } else {
    result.end = WIFEXITED(status) ? ProcessResult::End::exited : ProcessResult::End::crashed;
  }
  return result;
}

}  // namespace minhbach::documents
