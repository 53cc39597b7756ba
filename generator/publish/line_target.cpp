// Files on their way, several lines at once; what differs between the protocols is in
// net/file_line.
#include "publish/line_target.h"

#include <fcntl.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "base/running_digest.h"
#include "publish/failures.h"
#include "publish/line_place.h"
#include "publish/lock.h"
#include "publish/messages.h"

namespace minhbach::publish {

using net::FileLine;
using net::LineAnswer;

/// A transfer that was cut short may look like one that ended well.
LineAnswer LineTarget::put_in_place(FileLine& line, const std::string& temporary,
                                    std::string_view path, std::uint64_t size) {
  LineAnswer answer = line.check_size(full(temporary), size);
  if (!answer.is_good()) return answer;
  answer = line.rename(full(temporary), full(path));
  if (answer.is_good() || answer.may_pass()) return answer;
  // SFTP through libcurl and FTP servers on Windows do not rename onto a file that is there.
  const LineAnswer second =
      line.rename_over(full(temporary), full(path), full(spare_of(temporary)));
  if (!second.is_good()) return second.may_pass() ? second : answer;
  replaces_ = false;
  return second;
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

/// No server copies for FTP, and libcurl's SFTP knows no second names.
Failures LineTarget::copy(std::span<const Copy> files, const OnDone&) {
  Failures failures;
  for (std::size_t i = 0; i < files.size(); ++i)
    failures.push_back(
        {i, file_refused(place_.address, files[i].from, "COPY", false, false), false});
  return failures;
}

Result<Done> LineTarget::switch_to(std::string_view) {
  return failure(messages::no_releases_there, {quote(place_.name)});
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
  const LineAnswer answer = first().fetch(full(folder) + "/", holding(text));
  std::size_t understood = 0, odd = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto one = read_list_line(line);
    ++(one || line.empty() || line.starts_with("total ") ? understood : odd);
    if (one && one->name != "." && one->name != "..") take(*one);
  }
  // What is there must not be taken for nothing.
  if (answer.is_good() && odd > 0 && understood == 0)
    return {CURLE_FTP_BAD_FILE_LIST, 0, text.substr(0, text.find('\n'))};
  return answer;
}

Result<std::vector<Listed>> LineTarget::list(std::string_view folder) {
  std::vector<Listed> out;
  for (std::vector<std::string> open{std::string(folder)}; !open.empty();) {
    const std::string one = std::move(open.back());
    open.pop_back();
    if (auto endless = listing_without_end(place_.address, one, out.size() + open.size()))
      return *endless;
    const LineAnswer answer = list_folder(one, [&](const ListLine& line) {
      std::string path = one + (one.empty() ? "" : "/") + std::string(line.name);
      if (line.kind == 'd') open.push_back(std::move(path));
      if (line.kind == '-') out.push_back({std::move(path), line.size});
    });
    // A folder that is not there has no files; one that another list has named is there.
    const bool is_missing = answer.is_missing() || (answer.status == 550 && !answer.words_deny());
    if (!answer.is_good() && !(is_missing && one == folder)) return refused(one, answer);
  }
  return out;
}

Failures LineTarget::digests(std::span<const std::string> paths,
                             const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::mutex mutex;
  each_on_a_line(paths.size(), [&](FileLine& line, std::size_t i) {
    RunningDigest digest;
    const LineAnswer answer = line.fetch(full(paths[i]), [&](std::string_view piece) {
      digest.add(piece);
      return true;
    });
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

std::unique_ptr<Target> ftps_target(const PublishPlace& place) {
  return std::make_unique<LineTarget>(place);
}

std::unique_ptr<Target> curl_sftp_target(const PublishPlace& place) {
  return std::make_unique<LineTarget>(place);
}

}  // namespace minhbach::publish
