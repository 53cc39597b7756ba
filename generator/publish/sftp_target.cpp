// Many files on their way at once over one connection: what each waits for is its server, not us.
#include "publish/sftp_target.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "publish/failures.h"
#include "publish/manifest.h"
#include "publish/messages.h"
#include "publish/sftp_session.h"

namespace minhbach::publish {
namespace {

constexpr std::size_t block_size = 32 * 1024;  ///< What every server takes in one piece.
constexpr std::size_t most_files = 64;         ///< On their way at once.

bool is_folder(const SftpFacts& facts) { return S_ISDIR(facts.permissions); }

class SftpTarget : public Target {
 public:
  explicit SftpTarget(const PublishPlace& place)
      : place_(place), address_(*parse_address(place.address, "sftp")) {}

  Capabilities capabilities() const override { return can_; }

  Result<Done> open() override {
    folders_.clear();
    const Result<Done> opened = session_.open(place_, address_);
    if (!opened) return opened;
    const bool has_rename = session_.has("posix-rename@openssh.com");
    const bool has_names = session_.has("hardlink@openssh.com");
    can_ = {has_rename, has_rename && has_names, true, true, has_names};
    if (!has_rename) return failure(messages::sftp_without_rename, {shown()});
    return make_root();
  }

  Result<std::optional<std::string>> read(std::string_view path) override {
    std::optional<std::string> bytes;
    SftpAnswer problem;
    fetch(path, [&](const SftpAnswer& answer, std::string&& got) {
      problem = answer;
      if (answer.is_ok()) bytes = std::move(got);
    });
    session_.run();
    if (problem.is_ok() || problem.status == SftpStatus::no_such_file) return bytes;
    return refused(path, problem);
  }

  Result<Done> write(std::string_view path, std::string_view bytes) override {
    const std::string temporary = temporary_path(path);
    SftpAnswer answer = send_bytes(temporary, bytes);
    if (answer.is_ok()) {
      make_folders({std::string(path)});
      answer = one([&](auto then) { session_.rename(full(temporary), full(path), then); });
    }
    if (answer.is_ok()) return Done{};
    return refused(path, answer);
  }

  Result<bool> create(std::string_view path, std::string_view bytes) override {
    make_folders({std::string(path)});
    // Made whole under another name first: who is killed leaves no half of it.
    const std::string temporary = temporary_path(fmt::format("{}{}", path, getpid()));
    SftpAnswer answer = send_bytes(can_.copy ? temporary : std::string(path), bytes, !can_.copy);
    if (answer.is_ok() && can_.copy) {
      answer = one([&](auto then) { session_.second_name(full(temporary), full(path), then); });
      one([&](auto then) { session_.remove(full(temporary), then); });
    }
    if (answer.is_ok()) return true;
    if (answer.status == SftpStatus::failure) {
      const SftpAnswer there = one([&](auto then) { session_.path_facts(full(path), then); });
      if (there.is_ok()) return false;
    }
    return refused(path, answer);
  }

  Failures put(std::span<const Upload> files, const OnDone& done) override;
  Failures copy(std::span<const Copy> files, const OnDone& done) override;
  Failures remove(std::span<const std::string> paths) override;

  void remove_empty_folders(std::span<const std::string> paths) override {
    for (const std::string& path : paths) {
      session_.remove_folder(full(path), [](const SftpAnswer&) {});
      folders_.erase(path);
    }
    session_.run();
  }

  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;

  Result<Done> switch_to(std::string_view folder) override {
    const std::string temporary = temporary_path(current_link);
    make_folders({temporary});
    one([&](auto then) { session_.remove(full(temporary), then); });
    SftpAnswer answer = one([&](auto then) { session_.make_link(full(temporary), folder, then); });
    if (answer.is_ok())
      answer = one([&](auto then) { session_.rename(full(temporary), full(current_link), then); });
    if (answer.is_ok()) return Done{};
    return refused(current_link, answer);
  }

  void assume_folders(std::vector<std::string> folders) override {
    for (std::string& folder : folders) folders_.insert(std::move(folder));
  }

 private:
  /// A file on its way.
  struct Sending {
    std::size_t item = 0;
    int file = -1;
    std::string temporary;
    std::string handle;  ///< "" until the file is open, and when all was sent.
    std::uint64_t sent = 0;
    std::size_t open = 0;  ///< Blocks not yet answered.
  };
  struct Batch {
    std::span<const Upload> files;
    const OnDone& done;
    Failures failures;
    std::map<std::size_t, Sending> under_way;  ///< By item; places stay where they are.
  };

  using Fetched = std::function<void(const SftpAnswer&, std::string&&)>;
  struct Fetching {
    std::string handle, bytes;
    Fetched then;
  };

  std::string full(std::string_view path) const {
    if (path.empty()) return address_.path;
    return address_.path + (address_.path.ends_with('/') ? "" : "/") + std::string(path);
  }

  std::string shown() const { return place_.address; }

  Diagnostic refused(std::string_view path, const SftpAnswer& answer) const {
    if (answer.status == SftpStatus::connection_lost || answer.status == SftpStatus::no_connection)
      return failure(messages::connection_lost,
                     {shown(), quote(path.empty() ? "/" : path), session_.lost_because()});
    return file_refused(shown(), path, answer.text.empty() ? "?" : answer.text, false,
                        answer.status == SftpStatus::permission_denied);
  }

  /// Whether the same may go well later. A full disk is "Failure", as much else.
  static bool may_pass(const SftpAnswer& answer) {
    return answer.status == SftpStatus::connection_lost ||
           answer.status == SftpStatus::no_connection;
  }

  Failure failed(std::size_t item, std::string_view path, const SftpAnswer& answer) const {
    return {item, refused(path, answer), may_pass(answer)};
  }

  /// The same where the folder may be gone that was there: it is made again then.
  Failure failed_in_folder(std::size_t item, std::string_view path, const SftpAnswer& answer) {
    Failure out = failed(item, path, answer);
    if (answer.status == SftpStatus::no_such_file) {
      folders_.clear();
      out.may_pass = true;
    }
    return out;
  }

  template <typename Ask>
  SftpAnswer one(const Ask& ask) {
    SftpAnswer out;
    ask([&](const SftpAnswer& answer) { out = answer; });
    session_.run();
    return out;
  }

  Result<Done> make_root() {
    SftpAnswer there = one([&](auto then) { session_.path_facts(full(""), then); });
    if (there.status == SftpStatus::no_such_file) {
      for (const std::string& folder : folders_above(full("") + "/")) {
        if (!folder.empty()) session_.make_folder(folder, [](const SftpAnswer&) {});
      }
      session_.run();
      there = one([&](auto then) { session_.path_facts(full(""), then); });
    }
    if (there.is_ok()) return Done{};
    return refused("", there);
  }

  /// The folders above these, those not known to be there; that one is there is no error, and that
  /// one cannot be made shows when a file is put into it.
  void make_folders(const std::vector<std::string>& paths) {
    std::set<std::string> wanted;
    for (const std::string& path : paths) {
      for (std::string& folder : folders_above(path)) {
        if (!folders_.contains(folder)) wanted.insert(std::move(folder));
      }
    }
    for (const std::string& folder : wanted) {  // Sorted: those above come first.
      session_.make_folder(full(folder), [](const SftpAnswer&) {});
      folders_.insert(folder);
    }
    if (!wanted.empty()) session_.run();
  }

  /// A small file, not renamed. `is_new`: it must not be there.
  SftpAnswer send_bytes(const std::string& path, std::string_view bytes, bool is_new = false) {
    make_folders({path});
    const std::uint32_t flags = SftpSession::for_writing | SftpSession::to_create |
                                (is_new ? SftpSession::to_be_new : SftpSession::to_cut);
    SftpAnswer out = one([&](auto then) { session_.open_file(full(path), flags, then); });
    if (!out.is_ok()) return out;
    const std::string handle = out.text;
    const auto note = [&](const SftpAnswer& answer) {
      if (!answer.is_ok() && out.is_ok()) out = answer;
    };
    std::size_t at = 0;
    session_.run([&] {
      if (at == bytes.size()) return false;
      const std::string_view part = bytes.substr(at, block_size);
      session_.write(handle, at, part, note);
      at += part.size();
      return true;
    });
    session_.close(handle, note);
    session_.run();
    return out;
  }

  /// Reads a whole file.
  void fetch(std::string_view path, Fetched then);
  void fetch_on(const std::shared_ptr<Fetching>& fetching);

  void begin(Batch& batch, std::size_t item);
  void opened(Batch& batch, Sending& sending, const SftpAnswer& answer);
  bool send_block(Batch& batch, Sending& sending);
  void finish(Batch& batch, Sending& sending);
  void end(Batch& batch, std::size_t item, const SftpAnswer& answer);
  void give_up(Batch& batch, Sending& sending, Failure why);
  void drop(Batch& batch, std::size_t item);

  const PublishPlace place_;
  const Address address_;
  SftpSession session_;
  Capabilities can_{true, true, true, true, true};
  std::unordered_set<std::string> folders_;  ///< Known to be there.
};

Failures SftpTarget::put(std::span<const Upload> files, const OnDone& done) {
  std::vector<std::string> paths{temporary_path("")};
  for (const Upload& file : files) paths.push_back(file.to);
  if (!files.empty()) make_folders(paths);
  Batch batch{files, done, {}, {}};
  std::size_t next = 0;
  session_.run([&] {
    // Bytes of files that are open, before further files are opened.
    for (auto& [item, sending] : batch.under_way) {
      if (send_block(batch, sending)) return true;
    }
    if (next == files.size() || batch.under_way.size() == most_files) return false;
    begin(batch, next++);
    return true;
  });
  return std::move(batch.failures);
}

void SftpTarget::begin(Batch& batch, std::size_t item) {
  const Upload& upload = batch.files[item];
  Sending& sending = batch.under_way[item];
  sending.item = item;
  sending.file = ::open(upload.from.c_str(), O_RDONLY | O_CLOEXEC);
  sending.temporary = temporary_path(upload.to);
  if (sending.file < 0 || !is_same_file(sending.file, upload.size, upload.stamp))
    return give_up(batch, sending, {item, changed_source(upload.from), false});
  constexpr std::uint32_t flags =
      SftpSession::for_writing | SftpSession::to_create | SftpSession::to_cut;
  session_.open_file(full(sending.temporary), flags,
                     [this, &batch, item](const SftpAnswer& answer) {
                       opened(batch, batch.under_way.at(item), answer);
                     });
}

void SftpTarget::opened(Batch& batch, Sending& sending, const SftpAnswer& answer) {
  if (!answer.is_ok())
    return give_up(batch, sending,
                   failed_in_folder(sending.item, batch.files[sending.item].to, answer));
  sending.handle = answer.text;
  if (batch.files[sending.item].size == 0) finish(batch, sending);
}

/// False when the file has nothing to send now.
bool SftpTarget::send_block(Batch& batch, Sending& sending) {
  const Upload& upload = batch.files[sending.item];
  if (sending.handle.empty()) return false;
  std::string block(std::min<std::uint64_t>(block_size, upload.size - sending.sent), '\0');
  const ssize_t got =
      pread(sending.file, block.data(), block.size(), static_cast<off_t>(sending.sent));
  const std::size_t item = sending.item;
  if (got != static_cast<ssize_t>(block.size()) ||
      !is_same_file(sending.file, upload.size, upload.stamp)) {
    give_up(batch, sending, {item, changed_source(upload.from), false});
    return true;
  }
  const std::uint64_t at = sending.sent;
  ++sending.open;
  sending.sent += block.size();
  session_.write(sending.handle, at, block,
                 [this, &batch, item](const SftpAnswer& answer) { end(batch, item, answer); });
  const auto still = batch.under_way.find(item);  // A line that is broken answers at once.
  if (still != batch.under_way.end() && still->second.sent == upload.size)
    finish(batch, still->second);
  return true;
}

/// Its size is asked for behind its last block, and it is closed.
void SftpTarget::finish(Batch& batch, Sending& sending) {
  const std::size_t item = sending.item;
  const std::string handle = std::exchange(sending.handle, {});
  sending.open += 2;
  session_.facts(handle, [this, &batch, item](const SftpAnswer& answer) {
    SftpAnswer judged = answer;
    const std::uint64_t size = batch.files[item].size;
    if (answer.is_ok() && answer.facts.size != size) {
      judged.status = SftpStatus::failure;
      judged.text = fmt::format("{} byte, không phải / not {}", answer.facts.size, size);
    }
    end(batch, item, judged);
  });
  session_.close(handle,
                 [this, &batch, item](const SftpAnswer& answer) { end(batch, item, answer); });
}

/// One of the answers that a file waits for; after the last, it is renamed.
void SftpTarget::end(Batch& batch, std::size_t item, const SftpAnswer& answer) {
  const auto at = batch.under_way.find(item);
  if (at == batch.under_way.end()) return;  // It has failed already.
  Sending& sending = at->second;
  const Upload& upload = batch.files[item];
  --sending.open;
  if (!answer.is_ok()) return give_up(batch, sending, failed(item, upload.to, answer));
  if (sending.open > 0 || !sending.handle.empty()) return;
  session_.rename(full(sending.temporary), full(upload.to),
                  [this, &batch, item](const SftpAnswer& renamed) {
                    if (!renamed.is_ok())
                      return give_up(batch, batch.under_way.at(item),
                                     failed_in_folder(item, batch.files[item].to, renamed));
                    batch.done(item);
                    drop(batch, item);
                  });
}

void SftpTarget::give_up(Batch& batch, Sending& sending, Failure why) {
  const std::size_t item = sending.item;
  const std::string handle = std::exchange(sending.handle, {});
  batch.failures.push_back(std::move(why));
  drop(batch, item);
  if (!handle.empty()) session_.close(handle, [](const SftpAnswer&) {});
}

void SftpTarget::drop(Batch& batch, std::size_t item) {
  const auto at = batch.under_way.find(item);
  if (at->second.file >= 0) ::close(at->second.file);
  batch.under_way.erase(at);
}

Failures SftpTarget::copy(std::span<const Copy> files, const OnDone& done) {
  std::vector<std::string> paths;
  for (const Copy& file : files) paths.push_back(file.to);
  if (!files.empty()) paths.push_back(temporary_path(""));
  make_folders(paths);
  Failures failures;
  const auto judge = [&](std::size_t item, const SftpAnswer& answer) {
    if (answer.is_ok()) {
      if (done) done(item);
    } else {
      failures.push_back(failed(item, files[item].from, answer));
    }
  };
  std::size_t next = 0;
  session_.run([&] {
    if (next == files.size()) return false;
    const std::size_t item = next++;
    const Copy& file = files[item];
    if (!file.replaces) {
      session_.second_name(full(file.from), full(file.to), [&, item](const SftpAnswer& answer) {
        if (answer.status != SftpStatus::failure) return judge(item, answer);
        // "Failure" is most often that it is there already.
        session_.path_facts(full(files[item].to), [&, item, answer](const SftpAnswer& there) {
          judge(item, there.is_ok() ? there : answer);
        });
      });
      return true;
    }
    const std::string temporary = full(temporary_path(file.to));
    session_.remove(temporary, [](const SftpAnswer&) {});
    session_.second_name(full(file.from), temporary, [&, item, temporary](const SftpAnswer& made) {
      if (!made.is_ok()) return judge(item, made);
      session_.rename(temporary, full(files[item].to),
                      [&, item](const SftpAnswer& answer) { judge(item, answer); });
      // Two names of one file stay two names: the first is not taken away then.
      session_.remove(temporary, [](const SftpAnswer&) {});
    });
    return true;
  });
  return failures;
}

Failures SftpTarget::remove(std::span<const std::string> paths) {
  Failures failures;
  std::size_t next = 0;
  session_.run([&] {
    if (next == paths.size()) return false;
    const std::size_t item = next++;
    session_.remove(full(paths[item]), [&, item](const SftpAnswer& answer) {
      if (!answer.is_ok() && answer.status != SftpStatus::no_such_file)
        failures.push_back(failed(item, paths[item], answer));
    });
    return true;
  });
  return failures;
}

void SftpTarget::fetch(std::string_view path, Fetched then) {
  const auto fetching = std::make_shared<Fetching>();
  fetching->then = std::move(then);
  session_.open_file(full(path), SftpSession::for_reading,
                     [this, fetching](const SftpAnswer& answer) {
                       if (!answer.is_ok()) return fetching->then(answer, {});
                       fetching->handle = answer.text;
                       fetch_on(fetching);
                     });
}

/// One piece after the other: most files are smaller than a piece, and many are read at once.
void SftpTarget::fetch_on(const std::shared_ptr<Fetching>& fetching) {
  session_.read(fetching->handle, fetching->bytes.size(), 4 * block_size,
                [this, fetching](const SftpAnswer& answer) {
                  if (answer.is_ok()) {
                    fetching->bytes += answer.text;
                    return fetch_on(fetching);
                  }
                  session_.close(fetching->handle, [](const SftpAnswer&) {});
                  const bool is_end = answer.status == SftpStatus::end_of_file;
                  fetching->then(is_end ? SftpAnswer{} : answer, std::move(fetching->bytes));
                });
}

Failures SftpTarget::digests(std::span<const std::string> paths,
                             const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::size_t next = 0, under_way = 0;
  session_.run([&] {
    if (next == paths.size() || under_way == most_files) return false;
    const std::size_t item = next++;
    ++under_way;
    fetch(paths[item], [&, item](const SftpAnswer& answer, std::string&& bytes) {
      --under_way;
      if (answer.is_ok()) {
        take(item, sha256(bytes));
      } else if (answer.status == SftpStatus::no_such_file) {
        take(item, std::nullopt);
      } else {
        failures.push_back(failed(item, paths[item], answer));
      }
    });
    return true;
  });
  return failures;
}

Result<std::vector<Listed>> SftpTarget::list(std::string_view top) {
  std::vector<Listed> out;
  std::deque<std::string> folders{std::string(top)};
  while (!folders.empty()) {
    const std::string folder = folders.front();
    folders.pop_front();
    SftpAnswer answer = one([&](auto then) { session_.open_folder(full(folder), then); });
    if (answer.status == SftpStatus::no_such_file && folder == top) return out;
    if (!answer.is_ok()) return refused(folder, answer);
    const std::string handle = answer.text;
    for (;;) {
      answer = one([&](auto then) { session_.read_folder(handle, then); });
      if (!answer.is_ok()) break;
      for (const SftpName& name : answer.names) {
        if (name.name == "." || name.name == "..") continue;
        const std::string path = folder.empty() ? name.name : folder + "/" + name.name;
        if (is_folder(name.facts)) {
          folders.push_back(path);
        } else if (S_ISREG(name.facts.permissions)) {
          out.push_back({path, name.facts.size});
        }
      }
    }
    session_.close(handle, [](const SftpAnswer&) {});
    if (answer.status != SftpStatus::end_of_file) return refused(folder, answer);
  }
  session_.run();
  return out;
}

}  // namespace

std::unique_ptr<Target> sftp_target(const PublishPlace& place) {
  return std::make_unique<SftpTarget>(place);
}

}  // namespace minhbach::publish
