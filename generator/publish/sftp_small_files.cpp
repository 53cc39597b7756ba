// What an SFTP place does with small files, links and folders.
#include "publish/sftp_place.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "net/http_client.h"
#include "publish/failures.h"
#include "publish/lock.h"
#include "publish/messages.h"

namespace minhbach::publish {

SftpTarget::SftpTarget(const PublishPlace& place)
    : place_(place), address_(*parse_address(place.address, "sftp")) {}

Result<Done> SftpTarget::open() {
  folders_.clear();
  const Result<Done> opened = session_.open(place_, address_);
  if (!opened) return opened;
  const bool has_rename = session_.has("posix-rename@openssh.com");
  const bool has_names = session_.has("hardlink@openssh.com");
  can_ = {has_rename, has_rename && has_names, true, true, has_names};
  if (!has_rename) return failure(messages::sftp_without_rename, {shown()});
  return make_root();
}

Result<std::optional<std::string>> SftpTarget::read(std::string_view path) {
  std::string bytes;
  SftpAnswer problem;
  fetch(
      path, net::most_held, [&](std::string_view piece) { bytes += piece; },
      [&](const SftpAnswer& answer) { problem = answer; });
  session_.run();
  if (problem.is_ok()) return std::optional(std::move(bytes));
  if (problem.status == SftpStatus::no_such_file) return std::optional<std::string>();
  if (problem.text == beyond_all) return too_large_there(shown(), path);
  return refused(path, problem);
}

/// Its size is asked for while it is opened: were it replaced between the two, another end would be
/// seen than that of either, which is no worse than that of another file.
Result<std::optional<std::string>> SftpTarget::read_end(std::string_view path, std::size_t size) {
  SftpAnswer facts, opened;
  session_.path_facts(full(path), [&](const SftpAnswer& answer) { facts = answer; });
  session_.open_file(full(path), SftpSession::for_reading,
                     [&](const SftpAnswer& answer) { opened = answer; });
  session_.run();
  if (opened.status == SftpStatus::no_such_file) return std::optional<std::string>();
  if (!opened.is_ok()) return refused(path, opened);
  const std::uint64_t from = facts.facts.size - std::min<std::uint64_t>(facts.facts.size, size);
  SftpAnswer end;
  session_.read(opened.text, from, static_cast<std::uint32_t>(size),
                [&](const SftpAnswer& answer) { end = answer; });
  session_.close(opened.text, [](const SftpAnswer&) {});
  session_.run();
  if (end.is_ok()) return std::optional(std::move(end.text));
  if (end.status == SftpStatus::end_of_file) return std::optional(std::string());
  return refused(path, end);
}

Result<Done> SftpTarget::write(std::string_view path, std::string_view bytes) {
  const std::string temporary = temporary_path(path);
  SftpAnswer answer = send_bytes(temporary, bytes);
  if (answer.is_ok()) {
    make_folders({std::string(path)});
    answer = one([&](auto then) { session_.rename(full(temporary), full(path), then); });
  }
  if (answer.is_ok()) return Done{};
  return refused(path, answer);
}

Result<bool> SftpTarget::create(std::string_view path, std::string_view bytes) {
  SftpAnswer answer = create_once(path, bytes);
  // Who had the lock has swept up.
  if (answer.status == SftpStatus::no_such_file) answer = create_once(path, bytes);
  if (answer.is_ok()) return true;
  if (answer.status == SftpStatus::failure) {
    const SftpAnswer there = one([&](auto then) { session_.path_facts(full(path), then); });
    if (there.is_ok()) return false;
  }
  return refused(path, answer);
}

/// Made whole under another name first: who is killed leaves no half of it.
SftpAnswer SftpTarget::create_once(std::string_view path, std::string_view bytes) {
  make_folders({std::string(path)});
  const std::string temporary = temporary_path(fmt::format("{}{}", path, getpid()));
  SftpAnswer out = send_bytes(can_.copy ? temporary : std::string(path), bytes, !can_.copy);
  if (!out.is_ok() || !can_.copy) return out;
  out = one([&](auto then) { session_.second_name(full(temporary), full(path), then); });
  one([&](auto then) { session_.remove(full(temporary), then); });
  return out;
}

/// The folder of temporary names goes when it is empty.
bool SftpTarget::find_leftovers() {
  const std::string folder(temporary_folder);
  folders_.erase(folder);
  const SftpAnswer answer = one([&](auto then) { session_.remove_folder(full(folder), then); });
  return answer.status == SftpStatus::failure;
}

/// What the server's clock says is read off a file that it makes now.
std::optional<std::int64_t> SftpTarget::lock_age() {
  const std::string now = temporary_path("gio");
  if (!send_bytes(now, "").is_ok()) return std::nullopt;
  const SftpAnswer made = one([&](auto then) { session_.path_facts(full(lock_path), then); });
  const SftpAnswer fresh = one([&](auto then) { session_.path_facts(full(now), then); });
  one([&](auto then) { session_.remove(full(now), then); });
  if (!made.is_ok() || !fresh.is_ok()) return std::nullopt;
  return fresh.facts.modified - made.facts.modified;
}

void SftpTarget::remove_empty_folders(std::span<const std::string> paths) {
  for (const std::string& path : paths) {
    session_.remove_folder(full(path), [](const SftpAnswer&) {});
    folders_.erase(path);
  }
  session_.run();
}

/// What was done before is on the disk, as far as its journal goes, before readers are led there;
/// the link is when the manifest is.
Result<Done> SftpTarget::switch_to(std::string_view folder) {
  const std::string temporary = temporary_path(current_link);
  if (const SftpAnswer flushed = send_bytes(temporary, ""); !flushed.is_ok())
    return refused(current_link, flushed);
  one([&](auto then) { session_.remove(full(temporary), then); });
  SftpAnswer answer = one([&](auto then) { session_.make_link(full(temporary), folder, then); });
  if (answer.is_ok())
    answer = one([&](auto then) { session_.rename(full(temporary), full(current_link), then); });
  if (answer.is_ok()) return Done{};
  return refused(current_link, answer);
}

void SftpTarget::assume_folders(std::vector<std::string> folders) {
  for (std::string& folder : folders) folders_.insert(std::move(folder));
}

std::string SftpTarget::full(std::string_view path) const {
  if (path.empty()) return address_.path;
  return address_.path + (address_.path.ends_with('/') ? "" : "/") + std::string(path);
}

Diagnostic SftpTarget::refused(std::string_view path, const SftpAnswer& answer) const {
  if (may_pass(answer))
    return failure(messages::connection_lost,
                   {shown(), quote(path.empty() ? "/" : path), session_.lost_because()});
  return file_refused(shown(), path, answer.text.empty() ? "?" : answer.text, false,
                      answer.status == SftpStatus::permission_denied);
}

/// A full disk is "Failure", as much else.
bool SftpTarget::may_pass(const SftpAnswer& answer) {
  return answer.status == SftpStatus::connection_lost || answer.status == SftpStatus::no_connection;
}

Failure SftpTarget::failed(std::size_t item, std::string_view path,
                           const SftpAnswer& answer) const {
  return {item, refused(path, answer), may_pass(answer)};
}

Failure SftpTarget::failed_in_folder(std::size_t item, std::string_view path,
                                     const SftpAnswer& answer) {
  Failure out = failed(item, path, answer);
  if (answer.status == SftpStatus::no_such_file) {
    folders_.clear();
    out.may_pass = true;
  }
  return out;
}

SftpAnswer SftpTarget::one(const std::function<void(SftpSession::OnAnswer)>& ask) {
  SftpAnswer out;
  ask([&](const SftpAnswer& answer) { out = answer; });
  session_.run();
  return out;
}

Result<Done> SftpTarget::make_root() {
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

void SftpTarget::make_folders(const std::vector<std::string>& paths) {
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

/// On the server's disk before it gets its name: a manifest must not outlive a power cut that its
/// files have not outlived.
SftpAnswer SftpTarget::send_bytes(const std::string& path, std::string_view bytes, bool is_new) {
  make_folders({path});
  const std::uint32_t flags = SftpSession::for_writing | SftpSession::to_create |
                              (is_new ? SftpSession::to_be_new : SftpSession::to_cut);
  const auto open = [&](auto then) { session_.open_file(full(path), flags, then); };
  SftpAnswer out = one(open);
  if (out.status == SftpStatus::no_such_file) {  // Who had the lock before has swept up.
    folders_.clear();
    make_folders({path});
    out = one(open);
  }
  if (!out.is_ok()) return out;
  const std::string handle = out.text;
  const auto note = [&](const SftpAnswer& answer) {
    if (!answer.is_ok() && out.is_ok()) out = answer;
  };
  std::size_t at = 0;
  session_.run([&] {
    if (at == bytes.size()) return false;
    const std::string_view part = bytes.substr(at, session_.most_written());
    session_.write(handle, at, part, note);
    at += part.size();
    return true;
  });
  session_.flush(handle, note);
  session_.close(handle, note);
  session_.run();
  return out;
}

}  // namespace minhbach::publish
