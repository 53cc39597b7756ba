// The place that sftp_target.h opens, in its parts. Only sftp_*.cpp include this.
#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <memory>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/sftp_session.h"
#include "publish/target.h"

namespace minhbach::publish {

inline constexpr std::size_t block_size = 32 * 1024;  ///< What every server takes in one piece.
inline constexpr std::size_t most_files = 64;         ///< On their way at once.

inline bool is_folder(const SftpFacts& facts) { return S_ISDIR(facts.permissions); }

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

}  // namespace minhbach::publish
