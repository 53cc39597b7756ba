// A few lines to the server, each with a thread of its own while files are sent.
#include "publish/ftps_target.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <set>
#include <thread>

#include "base/digest.h"
#include "net/ftp_line.h"
#include "publish/address.h"
#include "publish/failures.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/password.h"

namespace minhbach::publish {
namespace {

using net::FtpAnswer;
using net::FtpLine;

/// One folder's LIST as ls -l writes it, which is what servers have agreed on (RFC 959 leaves it
/// open): nine words, of which the last is the name and may hold spaces.
struct ListLine {
  char kind = '-';
  std::uint64_t size = 0;
  std::string_view name;
};

std::optional<ListLine> read_list_line(std::string_view line) {
  constexpr int before_name = 8, size_at = 4;
  ListLine out;
  if (line.empty()) return std::nullopt;
  out.kind = line.front();
  for (int i = 0; i < before_name; ++i) {
    const std::size_t end = line.find(' ');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view word = line.substr(0, end);
    if (i == size_at) {
      const auto [at, error] = std::from_chars(word.data(), word.data() + word.size(), out.size);
      if (error != std::errc() || at != word.data() + word.size()) return std::nullopt;
    }
    // One space before the name: more belong to it.
    const std::size_t next = i + 1 == before_name ? end + 1 : line.find_first_not_of(' ', end);
    if (next >= line.size()) return std::nullopt;
    line.remove_prefix(next);
  }
  out.name = line;
  return out;
}

class FtpsTarget : public Target {
 public:
  explicit FtpsTarget(const PublishPlace& place) : place_(place) {
    options_.is_plain = place.address.starts_with("ftp://");
    const Address address = *parse_address(place.address, options_.is_plain ? "ftp" : "ftps");
    // Port 990 speaks TLS from the first byte; elsewhere it is asked for, and nothing is said
    // before.
    const bool is_v6 = address.host.find(':') != std::string::npos;
    options_.server = (address.port == "990" ? "ftps://" : "ftp://") +
                      (is_v6 ? "[" + address.host + "]" : address.host) +
                      (address.port.empty() ? "" : ":" + address.port);
    options_.user = address.user;
    options_.ca_file = place.ca_file;
    root_ = address.path == "." ? "" : address.path.substr(address.path.starts_with('/') ? 1 : 0);
  }

  Capabilities capabilities() const override { return {replaces_, false, true, true, false}; }

  Result<Done> open() override {
    if (!FtpLine::can_be())
      return failure(messages::connection_failed, {place_.address, "libcurl.so.4?"});
    options_.password = password_of(place_);
    folders_.clear();
    lines_.clear();
    for (unsigned i = 0; i < std::max(1u, place_.connections); ++i)
      lines_.push_back(std::make_unique<FtpLine>(options_));
    const FtpAnswer answer = first().command({"TYPE I"});
    if (answer.is_good()) return Done{};
    return refused("", answer);
  }

  Result<std::optional<std::string>> read(std::string_view path) override {
    std::string bytes;
    const FtpAnswer answer =
        first().fetch(full(path), [&](std::string_view piece) { bytes += piece; });
    if (answer.is_good()) return std::optional(std::move(bytes));
    if (answer.is_missing()) return std::optional<std::string>();
    return refused(path, answer);
  }

  Result<Done> write(std::string_view path, std::string_view bytes) override {
    make_folders({path});
    const std::string temporary = temporary_path(path);
    FtpAnswer answer = first().send(full(temporary), bytes);
    if (answer.is_good()) answer = put_in_place(first(), temporary, path, bytes.size());
    if (answer.is_good()) return Done{};
    return refused(path, answer);
  }

  /// Of two that make a folder one is told that it is there.
  Result<bool> create(std::string_view path, std::string_view bytes) override {
    make_folders({path});
    const FtpAnswer made = first().command({"MKD " + full(guard_of(path))});
    if (!made.is_good() && made.may_pass()) return refused(path, made);
    // Whoever made it writes the file at once, unless it was cut off between the two.
    for (int i = 0; !made.is_good() && i < tries_for_owner; ++i) {
      const auto there = read(path);
      if (!there) return there.error();
      if (*there) return false;
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    if (const Result<Done> written = write(path, bytes); !written) return written.error();
    return true;
  }

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
    std::vector<std::string> commands;
    for (const std::string& path : paths) {
      commands.push_back("*RMD " + full(path));
      folders_.erase(path);
    }
    if (!commands.empty()) first().command(commands);
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

  FtpLine& first() { return *lines_.front(); }

  std::string full(std::string_view path) const {
    if (path.empty()) return root_.empty() ? "." : root_;
    return root_ + (root_.empty() ? "" : "/") + std::string(path);
  }

  static std::string guard_of(std::string_view path) { return std::string(path) + ".giu"; }

  Diagnostic refused(std::string_view path, const FtpAnswer& answer) const;

  Failure failed(std::size_t item, std::string_view path, const FtpAnswer& answer) const {
    return {item, refused(path, answer), answer.may_pass()};
  }

  /// A transfer that was cut short may look like one that ended well.
  FtpAnswer put_in_place(FtpLine& line, const std::string& temporary, std::string_view path,
                         std::uint64_t size);
  FtpAnswer send(FtpLine& line, const Upload& file, bool& is_same);
  void each_on_a_line(std::size_t count, const std::function<void(FtpLine&, std::size_t)>& work);
  void make_folders(const std::vector<std::string_view>& paths);
  FtpAnswer list_folder(std::string_view folder, std::vector<Listed>& files,
                        std::vector<std::string>& folders);

  const PublishPlace place_;
  net::FtpOptions options_;
  std::string root_;
  std::vector<std::unique_ptr<FtpLine>> lines_;
  std::set<std::string> folders_;  ///< That are there.
  bool has_made_folders_again_ = false;
  std::atomic<bool> replaces_ = true;  ///< Until the server shows that it cannot.
};

Diagnostic FtpsTarget::refused(std::string_view path, const FtpAnswer& answer) const {
  if (answer.is_untrusted())
    return failure(messages::certificate_refused, {place_.address, answer.words});
  if (answer.is_login_refused())
    return failure(messages::login_refused,
                   {place_.address, answer.words, password_variable(place_)});
  if (path.empty() && answer.status < 500)
    return failure(messages::connection_failed, {place_.address, answer.words});
  if (answer.may_pass()) {
    const std::string shown = quote(path.empty() ? "/" : path);
    if (answer.status >= 400)
      return failure(messages::place_busy, {shown, place_.address, answer.words});
    return failure(messages::connection_lost, {place_.address, shown, answer.words});
  }
  return file_refused(place_.address, path, answer.words,
                      answer.status == 552 || answer.status == 452,
                      answer.status == 550 || answer.status == 553);
}

FtpAnswer FtpsTarget::put_in_place(FtpLine& line, const std::string& temporary,
                                   std::string_view path, std::uint64_t size) {
  std::optional<std::uint64_t> arrived;
  FtpAnswer answer = line.look(full(temporary), arrived);
  if (!answer.is_good()) return answer;
  if (arrived && *arrived != size)
    return FtpAnswer::cut_short(std::to_string(*arrived) + " / " + std::to_string(size));
  const std::vector<std::string> rename{"RNFR " + full(temporary), "RNTO " + full(path)};
  answer = line.command(rename);
  if (answer.is_good() || answer.may_pass()) return answer;
  // Servers on Windows do not rename onto a file that is there.
  const FtpAnswer second =
      line.command({"DELE " + full(path), "RNFR " + full(temporary), "RNTO " + full(path)});
  if (second.is_good()) replaces_ = false;
  return second.is_good() ? second : answer;
}

FtpAnswer FtpsTarget::send(FtpLine& line, const Upload& file, bool& is_same) {
  const std::string temporary = temporary_path(file.to);
  const int source = ::open(file.from.c_str(), O_RDONLY | O_CLOEXEC);
  FtpAnswer answer;
  if (source >= 0) answer = line.send_file(full(temporary), source, file.size);
  is_same = source >= 0 && is_same_file(source, file.size, file.stamp);
  if (source >= 0) close(source);
  if (is_same && answer.is_good()) answer = put_in_place(line, temporary, file.to, file.size);
  return answer;
}

/// `work` runs on several threads, each with a line of its own.
void FtpsTarget::each_on_a_line(std::size_t count,
                                const std::function<void(FtpLine&, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](FtpLine& line) {
    for (std::size_t i = next++; i < count; i = next++) work(line, i);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(lines_.size(), count); ++i)
    threads.emplace_back(run, std::ref(*lines_[i]));
  run(first());
  for (std::thread& thread : threads) thread.join();
}

Failures FtpsTarget::put(std::span<const Upload> files, const OnDone& done) {
  std::vector<std::string_view> paths;
  for (const Upload& file : files) paths.push_back(file.to);
  make_folders(paths);
  Failures failures;
  std::mutex mutex;
  each_on_a_line(files.size(), [&](FtpLine& line, std::size_t i) {
    bool is_same = false;
    const FtpAnswer answer = send(line, files[i], is_same);
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
    const bool is_refused = one.why.message == &messages::place_forbids;
    if (is_refused && is_first_time) one.may_pass = true;
  }
  if (!failures.empty()) folders_.clear();
  return failures;
}

/// The folders above, the uppermost first. That one is there is no error, and that one cannot be
/// made shows when a file is put into it.
void FtpsTarget::make_folders(const std::vector<std::string_view>& paths) {
  std::set<std::string> wanted;
  for (const std::string_view path : paths) {
    for (std::string& folder : folders_above(path)) wanted.insert(std::move(folder));
    for (std::string& folder : folders_above(temporary_path(path)))
      wanted.insert(std::move(folder));
  }
  std::vector<std::string> commands;
  if (folders_.empty()) {
    for (const std::string& folder : folders_above(root_ + "/"))
      commands.push_back("*MKD " + folder);
  }
  for (const std::string& folder : wanted) {
    if (folders_.insert(folder).second) commands.push_back("*MKD " + full(folder));
  }
  if (!commands.empty() && !first().command(commands).is_good()) folders_.clear();
}

Failures FtpsTarget::remove(std::span<const std::string> paths) {
  Failures failures;
  std::mutex mutex;
  each_on_a_line(paths.size(), [&](FtpLine& line, std::size_t i) {
    FtpAnswer answer = line.command({"DELE " + full(paths[i])});
    if (!answer.is_good() && !answer.may_pass()) {
      std::optional<std::uint64_t> size;
      if (line.look(full(paths[i]), size).is_missing()) answer = {};
    }
    if (paths[i] == lock_path) line.command({"*RMD " + full(guard_of(paths[i]))});
    const std::lock_guard lock(mutex);
    if (!answer.is_good()) failures.push_back(failed(i, paths[i], answer));
  });
  return failures;
}

FtpAnswer FtpsTarget::list_folder(std::string_view folder, std::vector<Listed>& files,
                                  std::vector<std::string>& folders) {
  std::string text;
  const FtpAnswer answer =
      first().fetch(full(folder) + "/", [&](std::string_view piece) { text += piece; });
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto one = read_list_line(line);
    if (!one || one->name == "." || one->name == "..") continue;
    std::string path = std::string(folder) + (folder.empty() ? "" : "/") + std::string(one->name);
    if (one->kind == 'd') {
      folders.push_back(std::move(path));
    } else if (one->kind == '-') {
      files.push_back({std::move(path), one->size});
    }
  }
  return answer;
}

Result<std::vector<Listed>> FtpsTarget::list(std::string_view folder) {
  std::vector<Listed> out;
  for (std::vector<std::string> open{std::string(folder)}; !open.empty();) {
    const std::string one = std::move(open.back());
    open.pop_back();
    const FtpAnswer answer = list_folder(one, out, open);
    // A folder that is not there has no files.
    const bool is_missing = answer.is_missing() || answer.status == 550;
    if (!answer.is_good() && !is_missing) return refused(one, answer);
  }
  return out;
}

Failures FtpsTarget::digests(std::span<const std::string> paths,
                             const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::mutex mutex;
  each_on_a_line(paths.size(), [&](FtpLine& line, std::size_t i) {
    std::string bytes;
    const FtpAnswer answer =
        line.fetch(full(paths[i]), [&](std::string_view piece) { bytes += piece; });
    const std::lock_guard lock(mutex);
    if (answer.is_good()) {
      take(i, sha256(bytes));
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
  return std::make_unique<FtpsTarget>(place);
}

}  // namespace minhbach::publish
