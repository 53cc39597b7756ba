// How a line is opened, and what it does with the manifest and the lock.
#include <pwd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "net/http_client.h"
#include "publish/failures.h"
#include "publish/host_key.h"
#include "publish/line_place.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/password.h"
#include "publish/server_time.h"

namespace minhbach::publish {

using net::FileLine;
using net::LineAnswer;

namespace {

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

}  // namespace

net::TakeBytes holding(std::string& bytes) {
  return [&bytes](std::string_view piece) {
    bytes += piece;
    return bytes.size() <= net::most_held;
  };
}

LineTarget::LineTarget(const PublishPlace& place)
    : place_(place), is_sftp_(place.kind == PlaceKind::sftp), replaces_(!is_sftp_) {
  options_.is_plain = place.address.starts_with("ftp://");
  address_ = *parse_address(place.address, is_sftp_ ? "sftp" : options_.is_plain ? "ftp" : "ftps");
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
  const auto take = holding(bytes);
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
  if (!answer.is_good()) return refused(path, answer);  // Half a file takes no other's place.
  if (replaces_) answer = first().rename(temporary, to);
  const bool is_refused = !answer.is_good() && !answer.may_pass();
  if (!replaces_ || is_refused) answer = first().exchange(temporary, to, full(spare_of(path)));
  if (answer.is_good()) return Done{};
  return refused(path, answer);
}

/// Of two that make a folder one is told that it is there.
Result<bool> LineTarget::create(std::string_view path, std::string_view bytes) {
  make_folders({path});
  const std::string guard = full(guard_of(path));
  const LineAnswer made = first().make_folder(guard);
  const bool was_ours = has_guard_ && !made.may_pass();
  if (was_ours) {  // Unless somebody has broken a lock that named nobody, and named himself.
    const auto there = read(path);
    if (!there) return there.error();
    has_guard_ = !there->has_value();
    if (!has_guard_) return false;
  }
  if (made.is_good() || was_ours) {
    const Result<Done> written = write(path, bytes);
    has_guard_ = false;
    if (written) return true;
    // Else it would name nobody. One that the server says it cannot take away now is still there.
    const LineAnswer removed = first().remove_folder(guard);
    has_guard_ = removed.code == CURLE_QUOTE_ERROR && removed.may_pass();
    return written.error();
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
  const std::string what = quote(path.empty() ? "/" : path);
  if (answer.is_too_large()) return too_large_there(place_.address, path);
  if (answer.code == CURLE_FTP_BAD_FILE_LIST)
    return failure(messages::listing_not_understood, {place_.address, what, quote(answer.words)});
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
  if (answer.may_pass() && answer.status >= 400)
    return failure(messages::place_busy, {what, place_.address, answer.words});
  if (answer.may_pass())
    return failure(messages::connection_lost, {place_.address, what, answer.words});
  return file_refused(place_.address, path, answer.words, answer.is_full(), answer.is_forbidden());
}

}  // namespace minhbach::publish
