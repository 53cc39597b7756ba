// Starts ssh, and reads what it says when it gives up.
#include "publish/ssh_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "publish/failures.h"
#include "publish/host_key.h"
#include "publish/messages.h"
#include "publish/password.h"

extern char** environ;

namespace minhbach::publish {
namespace {

/// A program with its three streams in pipes.
struct Child {
  int process = -1, in = -1, out = -1, errors = -1;
};

int spawn(const std::vector<std::string>& words, const std::vector<std::string>& more, Child& out) {
  int in[2], from[2], errors[2];
  if (pipe2(in, O_CLOEXEC) != 0) return errno;
  if (pipe2(from, O_CLOEXEC) != 0) return errno;
  if (pipe2(errors, O_CLOEXEC) != 0) return errno;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
  std::vector<char*> arguments, environment;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const std::string& one : more) environment.push_back(const_cast<char*>(one.c_str()));
  for (char** one = environ; *one != nullptr; ++one) environment.push_back(*one);
  environment.push_back(nullptr);
  const int error = posix_spawnp(&out.process, arguments[0], &actions, nullptr, arguments.data(),
                                 environment.data());
  posix_spawn_file_actions_destroy(&actions);
  for (const int end : {in[0], from[1], errors[1]}) close(end);
  out.in = in[1];
  out.out = from[0];
  out.errors = errors[0];
  for (const int end : {out.in, out.out, out.errors}) fcntl(end, F_SETFL, O_NONBLOCK);
  return error;
}

/// All that comes within so many milliseconds, or until the end.
std::string read_all(int file, int milliseconds) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds(milliseconds);
  const auto left = [&] {
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    return std::max(0, static_cast<int>(time.count()));
  };
  std::string out;
  char block[4096];
  pollfd waiting{file, POLLIN, 0};
  while (file >= 0 && out.size() < 65536 && poll(&waiting, 1, left()) > 0) {
    const ssize_t got = read(file, block, sizeof block);
    if (got <= 0) break;
    out.append(block, static_cast<std::size_t>(got));
  }
  return out;
}

std::string host_name(const Address& address) {
  return address.port.empty() ? address.host : "[" + address.host + "]:" + address.port;
}

/// The server's key, "ssh-ed25519 AAAA…": by preference the kind that everybody has now.
std::string ask_for_key(const Address& address) {
  std::vector<std::string> words{"ssh-keyscan", "-T", "10"};
  if (!address.port.empty()) words.insert(words.end(), {"-p", address.port});
  words.push_back(address.host);
  Child child;
  if (spawn(words, {}, child) != 0) return {};
  const std::string text = read_all(child.out, 12'000);
  for (const int end : {child.in, child.out, child.errors}) close(end);
  kill(child.process, SIGTERM);
  waitpid(child.process, nullptr, 0);
  std::string best;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string line = text.substr(from, end - from);
    from = end + 1;
    const std::size_t space = line.find(' ');
    if (line.starts_with('#') || space == std::string::npos) continue;
    const std::string key = line.substr(space + 1);
    if (is_host_key(key) && (best.empty() || key.starts_with("ssh-ed25519"))) best = key;
  }
  return best;
}

/// How a server may sign with a key of this kind.
std::string algorithms_of(std::string_view key) {
  const std::string kind(key.substr(0, key.find(' ')));
  return kind == "ssh-rsa" ? "rsa-sha2-512,rsa-sha2-256" : kind;
}

/// Its last line that says something, without control characters.
std::string last_line(std::string_view text) {
  std::string out, line;
  for (const char c : std::string(text) + "\n") {
    if (c == '\n') {
      if (!line.empty()) out = line;
      line.clear();
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      line += c;
    }
  }
  return out;
}

}  // namespace

bool SshProcess::can_be() {
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const std::string folder(rest.substr(0, rest.find(':')));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    if (access((folder + "/ssh").c_str(), X_OK) == 0) return true;
  }
  return false;
}

Result<Done> SshProcess::make_folder(const PublishPlace& place, const Address& address) {
  const char* base = std::getenv("TMPDIR");
  std::string name = std::string(base != nullptr ? base : "/tmp") + "/minhbach-ssh-XXXXXX";
  if (mkdtemp(name.data()) == nullptr)
    return failure(messages::ssh_not_started, {std::strerror(errno)});
  folder_ = name;
  std::ofstream(folder_ + "/known_hosts") << host_name(address) << " " << place.host_key << "\n";
  const std::string helper = folder_ + "/hoi-mat-khau";
  std::ofstream(helper) << "#!/bin/sh\nprintf '%s\\n' \"$" << password_variable(place) << "\"\n";
  chmod(helper.c_str(), 0700);
  return Done{};
}

Result<Done> SshProcess::start(const PublishPlace& place, const Address& address) {
  stop();
  if (const Result<Done> made = make_folder(place, address); !made) return made;
  const bool has_password = !password_of(place).empty();
  std::vector<std::string> words{"ssh",
                                 "-oStrictHostKeyChecking=yes",
                                 "-oConnectTimeout=15",
                                 "-oServerAliveInterval=10",
                                 "-oServerAliveCountMax=3",
                                 "-oClearAllForwardings=yes",
                                 "-oPermitLocalCommand=no",
                                 "-oNumberOfPasswordPrompts=1",
                                 "-x",
                                 "-a"};
  words.push_back(has_password ? "-oBatchMode=no" : "-oBatchMode=yes");
  if (!place.host_key.empty()) {
    words.push_back("-oUserKnownHostsFile=" + folder_ + "/known_hosts");
    words.push_back("-oGlobalKnownHostsFile=/dev/null");
    words.push_back("-oHostKeyAlias=" + host_name(address));
    words.push_back("-oHostKeyAlgorithms=" + algorithms_of(place.host_key));
  }
  if (!place.key_file.empty())
    words.insert(words.end(), {"-i", place.key_file, "-oIdentitiesOnly=yes"});
  if (!address.port.empty()) words.insert(words.end(), {"-p", address.port});
  if (!address.user.empty()) words.insert(words.end(), {"-l", address.user});
  words.insert(words.end(), {"-s", "--", address.host, "sftp"});
  std::vector<std::string> more;
  if (has_password)
    more = {"SSH_ASKPASS=" + folder_ + "/hoi-mat-khau", "SSH_ASKPASS_REQUIRE=force", "DISPLAY=:"};
  Child child;
  if (const int error = spawn(words, more, child)) {
    for (const int end : {child.in, child.out, child.errors}) close(end);
    return failure(messages::ssh_not_started, {std::strerror(error)});
  }
  process_ = child.process;
  in_ = child.in;
  out_ = child.out;
  errors_ = child.errors;
  return Done{};
}

void SshProcess::stop() {
  for (int* end : {&in_, &out_, &errors_}) {
    if (*end >= 0) close(*end);
    *end = -1;
  }
  if (process_ > 0) {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }
  if (folder_.empty()) return;
  for (const char* name : {"/known_hosts", "/hoi-mat-khau"}) unlink((folder_ + name).c_str());
  rmdir(folder_.c_str());
  folder_.clear();
}

std::string SshProcess::said() { return read_all(errors_, 2000); }

Diagnostic SshProcess::reason(const PublishPlace& place, const Address& address) {
  const std::string text = said();
  const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  const std::string host = host_name(address);
  if (has("Host key verification failed") || has("host key is known")) {
    const std::string key = ask_for_key(address);
    const std::string shown = key.empty() ? "?" : fingerprint(key);
    const bool is_other = has("IDENTIFICATION HAS CHANGED") || !place.host_key.empty();
    return failure(is_other ? messages::host_changed : messages::host_unknown, {host, shown, key});
  }
  // With a key of one kind pinned, a server that has only others offers none that will do.
  if (has("no matching host key type"))
    return failure(messages::host_changed, {host, last_line(text)});
  if (has("Permission denied") || has("Too many authentication failures"))
    return failure(messages::login_refused, {host, last_line(text), password_variable(place)});
  return failure(messages::connection_failed, {host, text.empty() ? "?" : last_line(text)});
}

}  // namespace minhbach::publish
