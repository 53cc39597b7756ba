// One line a connection, several at once; what differs between the protocols is in net/file_line.
#include "publish/line_target.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>

#include "base/running_digest.h"
#include "disk/file_descriptor.h"
#include "net/file_line.h"
#include "publish/address.h"
#include "publish/failures.h"
#include "publish/host_key.h"
#include "publish/list_line.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/password.h"
#include "publish/server_time.h"

namespace minhbach::publish {
namespace {

using net::FileLine;
using net::LineAnswer;

/// The first key of this account that is there: libcurl itself looks for kinds that servers no
/// longer take. An agent is asked besides.
std::string usual_key() {
  const char* home = std::getenv("HOME");
  for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
    const std::string file = std::string(home != nullptr ? home : "") + "/.ssh/" + name;
    if (access(file.c_str(), R_OK) == 0) return file;
  }
  return {};
}

std::string account_name() {
  const passwd* account = getpwuid(geteuid());
  return account != nullptr ? account->pw_name : "";
}

/// Of a server's name in an address, and in known_hosts.
std::string bracketed(const std::string& host, bool always) {
  return always || host.find(':') != std::string::npos ? "[" + host + "]" : host;
}

std::string name_and_port(const Address& address, bool is_key) {
  return bracketed(address.host, is_key && !address.port.empty()) +
         (address.port.empty() ? "" : ":" + address.port);
}

/// What the servers of both protocols are told; root: where the place is on the server.
class LineTarget : public Target {
 public:
  explicit LineTarget(const PublishPlace& place)
      : place_(place), is_sftp_(place.kind == PlaceKind::sftp), replaces_(!is_sftp_) {
    options_.is_plain = place.address.starts_with("ftp://");
    address_ = *parse_address(place.address, is_sftp_            ? "sftp"
                                             : options_.is_plain ? "ftp"
                                                                 : "ftps");
    // Port 990 speaks TLS from the first byte; elsewhere it is asked for, and nothing is said
    // before.
    options_.server = (is_sftp_                 ? "sftp://"
                       : address_.port == "990" ? "ftps://"
                                                : "ftp://") +
                      name_and_port(address_, false);
    options_.user = is_sftp_ && address_.user.empty() ? account_name() : address_.user;
    options_.ca_file = place.ca_file;
    const bool has_slash = !is_sftp_ && address_.path.starts_with('/');
    root_ = address_.path == "." ? "" : address_.path.substr(has_slash ? 1 : 0);
  }

  Capabilities capabilities() const override { return {replaces_, false, true, true, false}; }

  Result<Done> open() override;
  Result<std::optional<std::string>> read(std::string_view path) override;
  Result<Done> write(std::string_view path, std::string_view bytes) override;
  Result<bool> create(std::string_view path, std::string_view bytes) override;
  std::optional<std::int64_t> lock_age() override;

  Failures put(std::span<const Upload> files, const OnDone& done) override;

  Failures copy(std::span<const Copy> files, const OnDone&) override {
    Failures failures;
    for (std::size_t i = 0; i < files.size(); ++i)
      failures.push_back(
          {i, file_refused(place_.address, files[i].from, "COPY", false, false), false});
    return failures;
  }

  Failures remove(std::span<const std::string> paths) override;

  void remove_empty_folders(std::span<const std::string> paths) override {
    std::vector<std::string> full_paths;
    for (const std::string& path : paths) {
      full_paths.push_back(full(path));
      folders_.erase(path);
    }
    if (!full_paths.empty()) first().remove_folders(full_paths);
  }

  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;

  Result<Done> switch_to(std::string_view) override {
    return failure(messages::no_releases_there, {quote(place_.name)});
  }

  void assume_folders(std::vector<std::string> folders) override {
    for (std::string& folder : folders) folders_.insert(std::move(folder));
  }

 private:
  static constexpr int tries_for_owner = 3;

  FileLine& first() { return *lines_.front(); }

  std::string full(std::string_view path) const {
    if (path.empty()) return root_.empty() ? "." : root_;
    return root_ + (root_.empty() ? "" : "/") + std::string(path);
  }

  static std::string guard_of(std::string_view path) { return std::string(path) + ".giu"; }
  /// What was there before, while a small file is replaced in more than one step.
  static std::string spare_of(std::string_view path) { return std::string(path) + ".cu"; }

  void choose_known_hosts();

  Diagnostic refused(std::string_view path, const LineAnswer& answer) const;

  Failure failed(std::size_t item, std::string_view path, const LineAnswer& answer) const {
    return {item, refused(path, answer), answer.may_pass()};
  }

  LineAnswer put_in_place(FileLine& line, const std::string& temporary, std::string_view path,
                          std::uint64_t size);
  LineAnswer send(FileLine& line, const Upload& file, bool& is_same);
  void each_on_a_line(std::size_t count, const std::function<void(FileLine&, std::size_t)>& work);
  void make_folders(const std::vector<std::string_view>& paths);
  /// The lines of one folder's list.
  LineAnswer list_folder(std::string_view folder, const std::function<void(const ListLine&)>& take);

  const PublishPlace place_;
  const bool is_sftp_;
  Address address_;
  net::LineOptions options_;
  std::optional<FileDescriptor> known_hosts_;  ///< In memory, for the pinned key.
  std::string root_;
  std::vector<std::unique_ptr<FileLine>> lines_;
  std::set<std::string> folders_;  ///< That are there.
  bool has_made_folders_again_ = false;
  std::atomic<bool> replaces_;  ///< Of FTP until the server shows that it cannot.
};

/// A pinned key is all that is known then; it stands in no file that somebody else could write.
void LineTarget::choose_known_hosts() {
  if (place_.host_key.empty()) {
    const char* home = std::getenv("HOME");
    options_.known_hosts = std::string(home != nullptr ? home : "") + "/.ssh/known_hosts";
    return;
  }
  known_hosts_.emplace(memfd_create("known_hosts", MFD_CLOEXEC));
  options_.known_hosts = "/proc/self/fd/" + std::to_string(known_hosts_->get());
  const std::string line = name_and_port(address_, true) + " " + place_.host_key + "\n";
  // Were it not written, no key would be known, and none believed.
  (void)!::write(known_hosts_->get(), line.data(), line.size());
}

Result<Done> LineTarget::open() {
  if (!FileLine::can_be() && is_sftp_)
    return failure(messages::ssh_not_started, {std::strerror(ENOENT)});
  if (!FileLine::can_be()) return failure(messages::library_missing, {});
  options_.password = password_of(place_);
  if (is_sftp_) {
    choose_known_hosts();
    options_.key_file = place_.key_file.empty() ? usual_key() : place_.key_file;
  }
  folders_.clear();
  lines_.clear();
  for (unsigned i = 0; i < std::max(1u, place_.connections); ++i)
    lines_.push_back(std::make_unique<FileLine>(options_));
  const LineAnswer answer = first().connect();
  if (answer.is_good()) return Done{};
  return refused("", answer);
}

Result<std::optional<std::string>> LineTarget::read(std::string_view path) {
  std::string bytes;
  const auto take = [&](std::string_view piece) { bytes += piece; };
  LineAnswer answer = first().fetch(full(path), take);
  if (answer.is_missing()) answer = first().fetch(full(spare_of(path)), take);
  if (answer.is_good()) return std::optional(std::move(bytes));
  if (answer.is_missing()) return std::optional<std::string>();
  return refused(path, answer);
}

Result<Done> LineTarget::write(std::string_view path, std::string_view bytes) {
  make_folders({path});
  const std::string temporary = full(temporary_path(path)), to = full(path);
  LineAnswer answer = first().send(temporary, bytes);
  if (answer.is_good()) answer = first().check_size(temporary, bytes.size());
  if (answer.is_good() && replaces_) answer = first().rename(temporary, to);
  const bool is_refused = !answer.is_good() && !answer.may_pass();
  if (answer.is_good() ? !replaces_ : is_refused && replaces_)
    answer = first().exchange(temporary, to, full(spare_of(path)));
  if (answer.is_good()) return Done{};
  return refused(path, answer);
}

/// Of two that make a folder one is told that it is there.
Result<bool> LineTarget::create(std::string_view path, std::string_view bytes) {
  make_folders({path});
  const LineAnswer made = first().make_folder(full(guard_of(path)));
  if (made.is_good()) {
    if (const Result<Done> written = write(path, bytes); !written) return written.error();
    return true;
  }
  // Whoever made it writes the file at once, unless it was cut off between the two.
  for (int i = 0; !made.may_pass() && i < tries_for_owner; ++i) {
    const auto there = read(path);
    if (!there) return there.error();
    if (*there) return false;
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  if (!made.may_pass() && lock_age()) return false;
  return refused(path, made);
}

/// The lock's folder and one into which a file has just been put are lines of one list.
std::optional<std::int64_t> LineTarget::lock_age() {
  const std::string now = full(std::string(temporary_folder) + "/" + "gio");
  first().send(now, "");
  first().remove(now);
  std::string locked, touched;
  const auto name_of = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  const std::string guard = guard_of(lock_path);
  list_folder(control_folder, [&](const ListLine& line) {
    if (line.name == name_of(guard)) locked = line.time;
    if (line.name == name_of(temporary_folder)) touched = line.time;
  });
  return seconds_between(locked, touched);
}

Diagnostic LineTarget::refused(std::string_view path, const LineAnswer& answer) const {
  const std::string at = is_sftp_ ? name_and_port(address_, true) : place_.address;
  if (answer.code == CURLE_UNSUPPORTED_PROTOCOL)
    return failure(messages::ssh_not_started, {answer.words});
  if (answer.is_untrusted() && is_sftp_) {
    const net::ShownKey& shown = lines_.front()->shown_key();
    const std::string key = host_key_of(shown.bytes);
    const bool is_other = shown.is_another || !place_.host_key.empty();
    return failure(is_other ? messages::host_changed : messages::host_unknown,
                   {at, key.empty() ? "?" : fingerprint(key), key});
  }
  if (answer.is_untrusted())
    return failure(messages::certificate_refused, {place_.address, answer.words});
  if (answer.is_login_refused())
    return failure(messages::login_refused, {at, answer.words, password_variable(place_)});
  if (path.empty() && (answer.is_unreachable() || (!is_sftp_ && answer.status < 500)))
    return failure(messages::connection_failed, {at, answer.words});
  if (answer.may_pass())
    return failure(messages::connection_lost,
                   {place_.address, quote(path.empty() ? "/" : path), answer.words});
  return file_refused(place_.address, path, answer.words, answer.is_full(), answer.is_forbidden());
}

/// A transfer that was cut short may look like one that ended well.
LineAnswer LineTarget::put_in_place(FileLine& line, const std::string& temporary,
                                    std::string_view path, std::uint64_t size) {
  LineAnswer answer = line.check_size(full(temporary), size);
  if (!answer.is_good()) return answer;
  if (replaces_) {
    answer = line.rename(full(temporary), full(path));
    if (answer.is_good() || answer.may_pass()) return answer;
  }
  // SFTP through libcurl and FTP servers on Windows do not rename onto a file that is there.
  const LineAnswer second = line.remove_and_rename(full(temporary), full(path));
  if (second.is_good()) replaces_ = false;
  return second.is_good() || !replaces_ ? second : answer;
}

LineAnswer LineTarget::send(FileLine& line, const Upload& file, bool& is_same) {
  const std::string temporary = temporary_path(file.to);
  const FileDescriptor source(::open(file.from.c_str(), O_RDONLY | O_CLOEXEC));
  LineAnswer answer;
  if (source) answer = line.send_file(full(temporary), source.get(), file.size);
  is_same = source && is_same_file(source.get(), file.size, file.stamp);
  if (is_same && answer.is_good()) answer = put_in_place(line, temporary, file.to, file.size);
  return answer;
}

/// `work` runs on several threads, each with a line of its own.
void LineTarget::each_on_a_line(std::size_t count,
                                const std::function<void(FileLine&, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](FileLine& line) {
    for (std::size_t i = next++; i < count; i = next++) work(line, i);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(lines_.size(), count); ++i)
    threads.emplace_back(run, std::ref(*lines_[i]));
  run(first());
  for (std::thread& thread : threads) thread.join();
}

Failures LineTarget::put(std::span<const Upload> files, const OnDone& done) {
  std::vector<std::string_view> paths;
  for (const Upload& file : files) paths.push_back(file.to);
  make_folders(paths);
  Failures failures;
  std::mutex mutex;
  each_on_a_line(files.size(), [&](FileLine& line, std::size_t i) {
    bool is_same = false;
    const LineAnswer answer = send(line, files[i], is_same);
    const std::lock_guard lock(mutex);
    if (!is_same) {
      failures.push_back({i, changed_source(files[i].from), false});
    } else if (answer.is_good()) {
      done(i);
    } else {
      failures.push_back(failed(i, files[i].to, answer));
    }
  });
  // A folder that is gone shows as a file that cannot be made: it is made again, once.
  const bool is_first_time = !std::exchange(has_made_folders_again_, !failures.empty());
  for (Failure& one : failures) {
    const bool is_refused =
        one.why.message == &messages::place_forbids || one.why.message == &messages::place_refused;
    if (is_refused && is_first_time) one.may_pass = true;
  }
  if (!failures.empty()) folders_.clear();
  return failures;
}

/// The folders above, the uppermost first. That one is there is no error, and that one cannot be
/// made shows when a file is put into it.
void LineTarget::make_folders(const std::vector<std::string_view>& paths) {
  std::set<std::string> wanted;
  for (const std::string_view path : paths) {
    for (std::string& folder : folders_above(path)) wanted.insert(std::move(folder));
    for (std::string& folder : folders_above(temporary_path(path)))
      wanted.insert(std::move(folder));
  }
  std::vector<std::string> missing;
  if (folders_.empty()) {
    for (const std::string& folder : folders_above(root_ + "/")) {
      if (!folder.empty()) missing.push_back(folder);
    }
  }
  for (const std::string& folder : wanted) {
    if (folders_.insert(folder).second) missing.push_back(full(folder));
  }
  if (!missing.empty() && !first().make_folders(missing).is_good()) folders_.clear();
}

Failures LineTarget::remove(std::span<const std::string> paths) {
  Failures failures;
  std::mutex mutex;
  each_on_a_line(paths.size(), [&](FileLine& line, std::size_t i) {
    const bool is_lock = paths[i] == lock_path;
    if (is_lock) line.remove(full(spare_of(paths[i])));
    const LineAnswer answer = line.remove(full(paths[i]));
    if (is_lock) line.remove_folders({full(guard_of(paths[i]))});
    const std::lock_guard lock(mutex);
    if (!answer.is_good()) failures.push_back(failed(i, paths[i], answer));
  });
  return failures;
}

LineAnswer LineTarget::list_folder(std::string_view folder,
                                   const std::function<void(const ListLine&)>& take) {
  std::string text;
  const LineAnswer answer =
      first().fetch(full(folder) + "/", [&](std::string_view piece) { text += piece; });
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto one = read_list_line(line);
    if (one && one->name != "." && one->name != "..") take(*one);
  }
  return answer;
}

Result<std::vector<Listed>> LineTarget::list(std::string_view folder) {
  std::vector<Listed> out;
  for (std::vector<std::string> open{std::string(folder)}; !open.empty();) {
    const std::string one = std::move(open.back());
    open.pop_back();
    const LineAnswer answer = list_folder(one, [&](const ListLine& line) {
      std::string path = one + (one.empty() ? "" : "/") + std::string(line.name);
      if (line.kind == 'd') open.push_back(std::move(path));
      if (line.kind == '-') out.push_back({std::move(path), line.size});
    });
    // A folder that is not there has no files.
    const bool is_missing = answer.is_missing() || answer.status == 550;
    if (!answer.is_good() && !is_missing) return refused(one, answer);
  }
  return out;
}

Failures LineTarget::digests(std::span<const std::string> paths,
                             const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::mutex mutex;
  each_on_a_line(paths.size(), [&](FileLine& line, std::size_t i) {
    RunningDigest digest;
    const LineAnswer answer =
        line.fetch(full(paths[i]), [&](std::string_view piece) { digest.add(piece); });
    const std::lock_guard lock(mutex);
    if (answer.is_good()) {
      take(i, digest.take());
    } else if (answer.is_missing()) {
      take(i, std::nullopt);
    } else {
      failures.push_back(failed(i, paths[i], answer));
    }
  });
  return failures;
}

}  // namespace

std::unique_ptr<Target> ftps_target(const PublishPlace& place) {
  return std::make_unique<LineTarget>(place);
}

std::unique_ptr<Target> curl_sftp_target(const PublishPlace& place) {
  return std::make_unique<LineTarget>(place);
}

}  // namespace minhbach::publish
