// Each operation as its request, and what the server's status means for it.
#include "publish/webdav_target.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "publish/address.h"
#include "publish/password.h"
#include "publish/server_time.h"
#include "publish/web_request.h"
#include "publish/webdav_place.h"

namespace minhbach::publish {
namespace {

net::HttpSettings settings_of(const PublishPlace& place) {
  net::HttpSettings out;
  out.user = parse_web_address(place.address)->user;
  out.password = password_of(place);
  out.ca_file = place.ca_file;
  out.connections = std::max(1u, place.connections);
  return out;
}

}  // namespace

using net::HttpAnswer;
using net::HttpRequest;

WebdavTarget::WebdavTarget(const PublishPlace& place) : place_(place), client_(settings_of(place)) {
  const auto address = parse_web_address(place.address);
  path_ = address->path == "/" ? "" : address->path;
  origin_ =
      (place.address.starts_with("https") ? "https://" : "http://") +
      (address->host.find(':') == std::string::npos ? address->host : "[" + address->host + "]") +
      (address->port.empty() ? "" : ":" + address->port);
}

Result<std::optional<std::string>> WebdavTarget::read(std::string_view path) {
  return bytes_of(path, client_.ask_one(request("GET", stored(path))));
}

Result<std::optional<std::string>> WebdavTarget::bytes_of(std::string_view path,
                                                          HttpAnswer&& answer) const {
  if (answer.status == 404 || answer.status == 405) return std::optional<std::string>();
  if (!answer.is_good()) return refused(path, answer);
  return std::optional(std::move(answer.body));
}

Result<std::optional<std::string>> WebdavTarget::read_end(std::string_view path, std::size_t size) {
  HttpRequest asked = request("GET", stored(path));
  asked.headers = {range_of_end(size)};
  HttpAnswer answer = client_.ask_one(std::move(asked));
  if (answer.status == no_such_range) return std::optional(std::string());
  answer.body = end_of(std::move(answer.body), size);
  return bytes_of(path, std::move(answer));
}

Result<Done> WebdavTarget::write(std::string_view path, std::string_view bytes) {
  const HttpAnswer answer = with_folders(stored(path), [&] { return send(stored(path), bytes); });
  if (!answer.is_good()) return refused(path, answer);
  return Done{};
}

/// Of all WebDAV can do, only making a folder fails for the second of two: the lock is a folder.
Result<bool> WebdavTarget::create(std::string_view path, std::string_view bytes) {
  const std::string folder(path);
  HttpAnswer answer =
      with_folders(folder, [&] { return client_.ask_one(request("MKCOL", folder)); });
  // One that an earlier try has made, which then came to nothing, is ours.
  const bool is_anothers = answer.status == 405 && !has_lock_folder_;
  // Whoever made it says at once who that is, unless it was cut off between the two.
  for (int i = 0; is_anothers && i < tries_for_owner; ++i) {
    const auto there = read(path);
    if (!there) return there.error();
    if (*there) return false;
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  if (is_anothers) return false;
  if (!answer.is_good() && answer.status != 405) return refused(path, answer);
  has_lock_folder_ = true;
  answer = send(folder + in_lock, bytes);
  if (!answer.is_good() && is_busy(answer)) return refused(path, answer);
  has_lock_folder_ = false;
  if (answer.is_good()) return true;
  client_.ask_one(request("DELETE", folder + "/"));  // Else it would name nobody.
  return refused(path, answer);
}

Diagnostic WebdavTarget::refused(std::string_view path, const HttpAnswer& answer) const {
  const std::string shown = quote(path.empty() ? "/" : path);
  if (answer.is_unreachable)
    return failure(messages::connection_failed, {place_.address, answer.problem});
  if (answer.is_too_large) return too_large_there(place_.address, path);
  if (answer.is_untrusted)
    return failure(messages::certificate_refused, {place_.address, answer.problem});
  if (answer.status == 0)
    return failure(messages::connection_lost, {place_.address, shown, answer.problem});
  const std::string said = fmt::format("HTTP {}", answer.status);
  if (answer.status == 401)
    return failure(messages::login_refused, {place_.address, said, password_variable(place_)});
  if (is_busy(answer)) return failure(messages::place_busy, {shown, place_.address, said});
  return file_refused(place_.address, path, said, answer.status == 507 || answer.status == 413,
                      answer.status == 403);
}

Failure WebdavTarget::failed(std::size_t item, std::string_view path, const HttpAnswer& answer) {
  Failure out{item, refused(path, answer), is_busy(answer)};
  if (answer.status == 409) {  // The folder is not there (any more): it is made again.
    folders_.clear();
    out.may_pass = true;
  }
  return out;
}

void WebdavTarget::make_root() {
  for (const std::string& folder : folders_above(path_ + "/")) {
    if (folder.empty()) continue;
    HttpRequest asked;
    asked.method = "MKCOL";
    asked.url = origin_ + encode_path(folder);
    client_.ask_one(std::move(asked));
  }
}

void WebdavTarget::make_folders(const std::vector<std::string>& paths) {
  std::map<std::size_t, std::set<std::string>> levels;
  for (const std::string& path : paths) {
    for (std::string& folder : folders_above(path)) {
      if (folders_.contains(folder)) continue;
      const auto depth = static_cast<std::size_t>(std::count(folder.begin(), folder.end(), '/'));
      levels[depth].insert(std::move(folder));
    }
  }
  for (const auto& [depth, folders] : levels) {
    for (const std::string& folder : folders) {
      client_.ask(request("MKCOL", folder), [&](HttpAnswer&& answer) {
        if (answer.is_good() || answer.status == 405) folders_.insert(folder);
      });
    }
    client_.run();
  }
}

HttpAnswer WebdavTarget::ask_about(const std::string& folder, int depth) {
  HttpRequest asked = request("PROPFIND", folder.empty() ? "" : folder + "/");
  asked.headers = {fmt::format("Depth: {}", depth), "Content-Type: application/xml"};
  asked.body =
      "<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/>"
      "<getlastmodified/></prop></propfind>";
  return client_.ask_one(std::move(asked));
}

Result<std::optional<std::vector<DavEntry>>> WebdavTarget::look_into(const std::string& folder) {
  const HttpAnswer answer = ask_about(folder, 1);
  if (answer.status == 404) return std::optional<std::vector<DavEntry>>();
  if (answer.status != 207) return refused(folder, answer);
  auto out = read_dav_folder(answer.body, folder.empty() ? path_ : path_ + "/" + folder);
  if (!out) {
    constexpr std::size_t most_shown = 300;
    return failure(messages::listing_not_understood,
                   {place_.address, quote(folder.empty() ? "/" : folder),
                    quote(answer.body.substr(0, most_shown))});
  }
  for (DavEntry& entry : *out) entry.path.erase(0, path_.size() + 1);
  return out;
}

std::optional<std::int64_t> WebdavTarget::lock_age() {
  const HttpAnswer answer = ask_about(std::string(lock_path), 0);
  const auto now = read_http_time(answer.header("date"));
  const auto found = read_dav_listing(answer.body);
  if (answer.status != 207 || !found || found->empty() || !now) return std::nullopt;
  const auto made = read_http_time(found->front().modified);
  if (!made) return std::nullopt;
  return *now - *made;
}

/// Tried in a folder of its own, with a rule that hides nothing: what is not there is then gone for
/// good. The folder goes by the one above it, which is not under its rules.
Result<bool> WebdavTarget::may_have_rules() {
  const std::string outer = std::string(control_folder) + "/luat", folder = outer + "/thu/";
  make_folders({folder});
  const HttpAnswer put = send(folder + ".htaccess",
                              "<IfModule mod_alias.c>\n  RedirectMatch 410 \"/an$\"\n"
                              "</IfModule>\n");
  const HttpAnswer seen = client_.ask_one(request("GET", folder + "an"));
  client_.ask_one(request("DELETE", outer + "/"));
  std::erase_if(folders_, [&](const std::string& each) { return each.starts_with(outer); });
  // A rule that the server must not obey there makes it say 500.
  if (is_busy(put)) return refused(folder, put);
  if (is_busy(seen) && seen.status != 500) return refused(folder, seen);
  return put.is_good() && seen.status == 404;
}

/// DELETE takes all that is in a folder with it, so what is in it is asked for first.
void WebdavTarget::remove_empty_folders(std::span<const std::string> paths) {
  for (const std::string& path : paths) {
    const auto inside = look_into(path);
    if (!inside || !*inside || !(*inside)->empty()) continue;
    client_.ask_one(request("DELETE", path + "/"));
    folders_.erase(path);
  }
}

Result<std::vector<Listed>> WebdavTarget::list(std::string_view top) {
  std::vector<Listed> out;
  std::vector<std::string> folders{std::string(top)};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    if (auto endless = listing_without_end(place_.address, folder, out.size() + folders.size()))
      return *endless;
    auto inside = look_into(folder);
    if (!inside) return inside.error();
    if (!*inside) continue;
    for (DavEntry& entry : **inside) {
      if (entry.is_folder) {
        folders.push_back(std::move(entry.path));
      } else {
        out.push_back({std::move(entry.path), entry.size});
      }
    }
  }
  return out;
}

std::unique_ptr<Target> webdav_target(const PublishPlace& place) {
  return std::make_unique<WebdavTarget>(place);
}

}  // namespace minhbach::publish
