// Each operation as its request, and what the server's status means for it.
#include "publish/webdav_target.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>
#include <thread>
#include <unordered_set>

#include <fmt/format.h>

#include "base/running_digest.h"
#include "model/content_type.h"
#include "model/url.h"
#include "net/http_client.h"
#include "publish/address.h"
#include "publish/dav_listing.h"
#include "publish/failures.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/password.h"
#include "publish/server_time.h"
#include "publish/web_request.h"

namespace minhbach::publish {
namespace {

using net::HttpAnswer;
using net::HttpRequest;

net::HttpSettings settings_of(const PublishPlace& place) {
  net::HttpSettings out;
  out.user = parse_web_address(place.address)->user;
  out.password = password_of(place);
  out.ca_file = place.ca_file;
  out.connections = std::max(1u, place.connections);
  return out;
}

class WebdavTarget : public Target {
 public:
  explicit WebdavTarget(const PublishPlace& place) : place_(place), client_(settings_of(place)) {
    const auto address = parse_web_address(place.address);
    path_ = address->path == "/" ? "" : address->path;
    origin_ =
        (place.address.starts_with("https") ? "https://" : "http://") +
        (address->host.find(':') == std::string::npos ? address->host : "[" + address->host + "]") +
        (address->port.empty() ? "" : ":" + address->port);
  }

  Capabilities capabilities() const override { return {true, false, true, true, true}; }

  /// Nothing is asked: the first request will tell what is wrong.
  Result<Done> open() override {
    folders_.clear();
    if (!net::HttpClient::can_be()) return failure(messages::library_missing, {});
    return Done{};
  }

  Result<std::optional<std::string>> read(std::string_view path) override {
    HttpAnswer answer = client_.ask_one(request("GET", stored(path)));
    if (answer.status == 404 || answer.status == 405) return std::optional<std::string>();
    if (!answer.is_good()) return refused(path, answer);
    return std::optional(std::move(answer.body));
  }

  Result<Done> write(std::string_view path, std::string_view bytes) override {
    const HttpAnswer answer = with_folders(stored(path), [&] { return send(stored(path), bytes); });
    if (!answer.is_good()) return refused(path, answer);
    return Done{};
  }

  /// Of all WebDAV can do, only making a folder fails for the second of two: the lock is a folder.
  Result<bool> create(std::string_view path, std::string_view bytes) override {
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

  std::optional<std::int64_t> lock_age() override;
  Result<bool> may_have_rules() override;
  Failures put(std::span<const Upload> files, const OnDone& done) override;
  Failures copy(std::span<const Copy> files, const OnDone& done) override;
  Failures remove(std::span<const std::string> paths) override;
  void remove_empty_folders(std::span<const std::string> paths) override;
  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;

  Result<Done> switch_to(std::string_view) override {
    return failure(messages::no_releases_there, {quote(place_.name)});
  }

  void assume_folders(std::vector<std::string> folders) override {
    // It was made with the first lock, so that the first edit need not ask for it.
    if (!folders.empty()) folders_.emplace(kept_folder);
    for (std::string& folder : folders) folders_.insert(std::move(folder));
  }

 private:
  static constexpr const char* in_lock = "/chu";
  static constexpr int tries_for_owner = 3;

  static std::string in_kept_folder() { return std::string(kept_folder) + "/x"; }

  /// Where the bytes of `path` are: those of the lock are in a folder of that name.
  static std::string stored(std::string_view path) {
    return std::string(path) + (path == lock_path ? in_lock : "");
  }

  std::string url(std::string_view path) const {
    return origin_ + encode_path(path_ + "/" + std::string(path));
  }

  HttpRequest request(const char* method, const std::string& path) const {
    HttpRequest out;
    out.method = method;
    out.url = url(path);
    return out;
  }

  HttpAnswer send(const std::string& path, std::string_view bytes) {
    HttpRequest out = request("PUT", path);
    out.body = bytes;
    return client_.ask_one(std::move(out));
  }

  Diagnostic refused(std::string_view path, const HttpAnswer& answer) const {
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

  Failure failed(std::size_t item, std::string_view path, const HttpAnswer& answer) {
    Failure out{item, refused(path, answer), is_busy(answer)};
    if (answer.status == 409) {  // The folder is not there (any more): it is made again.
      folders_.clear();
      out.may_pass = true;
    }
    return out;
  }

  /// Asks, and again once the folders above are there that were not.
  template <typename Ask>
  HttpAnswer with_folders(const std::string& path, const Ask& ask) {
    HttpAnswer answer = ask();
    constexpr int most = 3;  // A busy server may refuse to make one of them.
    for (int i = 0; i < most && (answer.status == 409 || answer.status == 404); ++i) {
      folders_.clear();
      make_root();
      make_folders({path, in_kept_folder()});
      answer = ask();
    }
    return answer;
  }

  void make_root() {
    for (const std::string& folder : folders_above(path_ + "/")) {
      if (folder.empty()) continue;
      HttpRequest asked;
      asked.method = "MKCOL";
      asked.url = origin_ + encode_path(folder);
      client_.ask_one(std::move(asked));
    }
  }

  /// The folders above these that are not known to be there, level by level, those of one level at
  /// once. That one cannot be made shows when a file is put into it.
  void make_folders(const std::vector<std::string>& paths) {
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

  void fetch_and_put(const Copy& file, const std::function<void(const HttpAnswer&)>& then);

  /// What is known of a folder (depth 0), or of what is in it (1).
  HttpAnswer ask_about(const std::string& folder, int depth) {
    HttpRequest asked = request("PROPFIND", folder.empty() ? "" : folder + "/");
    asked.headers = {fmt::format("Depth: {}", depth), "Content-Type: application/xml"};
    asked.body =
        "<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/>"
        "<getlastmodified/></prop></propfind>";
    return client_.ask_one(std::move(asked));
  }

  /// What is in one folder, by names; nothing when it is not there.
  Result<std::optional<std::vector<DavEntry>>> look_into(const std::string& folder) {
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

  const PublishPlace place_;
  net::HttpClient client_;
  std::string origin_, path_;
  std::unordered_set<std::string> folders_;  ///< Known to be there.
  bool has_lock_folder_ = false;             ///< Made by us, and still without what is to be in it.
};

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

Failures WebdavTarget::put(std::span<const Upload> files, const OnDone& done) {
  std::vector<std::string> paths;
  for (const Upload& file : files) paths.push_back(file.to);
  make_folders(paths);
  Failures failures;
  std::size_t next = 0;
  client_.run([&] {
    if (next == files.size()) return false;
    const std::size_t item = next++;
    const Upload& upload = files[item];
    HttpRequest asked = request("PUT", upload.to);
    asked.headers = {fmt::format("Content-Type: {}", content_type(upload.to))};
    if (!attach(upload, asked)) {
      failures.push_back({item, changed_source(upload.from), false});
      return true;
    }
    client_.ask(std::move(asked), [&, item](HttpAnswer&& answer) {
      if (answer.is_good()) return done(item);
      if (answer.is_source_lost) {
        failures.push_back({item, changed_source(files[item].from), false});
      } else {
        failures.push_back(failed(item, files[item].to, answer));
      }
    });
    return true;
  });
  return failures;
}

Failures WebdavTarget::copy(std::span<const Copy> files, const OnDone& done) {
  std::vector<std::string> paths;
  for (const Copy& file : files) paths.push_back(file.to);
  make_folders(paths);
  Failures failures;
  const auto judge = [&](std::size_t item, const HttpAnswer& answer, bool is_done) {
    if (!is_done) {
      failures.push_back(failed(item, files[item].from, answer));
    } else if (done) {
      done(item);
    }
  };
  std::set<std::string_view> places;
  std::size_t next = 0;
  client_.run([&] {
    if (next == files.size()) return false;
    const std::size_t item = next++;
    const Copy& file = files[item];
    if (!file.replaces && !places.insert(file.to).second) {
      if (done) done(item);  // The one before it has the place.
      return true;
    }
    if (!file.replaces) {
      HttpRequest asked = request("COPY", file.from);
      asked.headers = {"Destination: " + url(file.to), "Overwrite: F", "Depth: 0"};
      client_.ask(std::move(asked), [&, item](HttpAnswer&& answer) {
        judge(item, answer, answer.is_good() || answer.status == 412);  // It is there already.
      });
      return true;
    }
    // COPY and MOVE take away what is there before they put the other in its place; PUT does not.
    fetch_and_put(file,
                  [&, item](const HttpAnswer& answer) { judge(item, answer, answer.is_good()); });
    return true;
  });
  return failures;
}

/// By way of a file without a name on this machine: it may be a film.
void WebdavTarget::fetch_and_put(const Copy& file,
                                 const std::function<void(const HttpAnswer&)>& then) {
  const std::shared_ptr<std::FILE> kept(std::tmpfile(), [](std::FILE* each) {
    if (each != nullptr) std::fclose(each);
  });
  HttpRequest asked = request("GET", file.from);
  asked.take = [kept](std::string_view piece) {
    if (kept) std::fwrite(piece.data(), 1, piece.size(), kept.get());
  };
  client_.ask(std::move(asked), [this, kept, to = file.to, then](HttpAnswer&& read) {
    if (!read.is_good()) return then(read);
    if (!kept || std::fflush(kept.get()) != 0 || std::ferror(kept.get()) != 0) {
      HttpAnswer lost;
      lost.problem = std::strerror(ENOSPC);
      lost.is_source_lost = true;
      return then(lost);
    }
    HttpRequest sent = request("PUT", to);
    sent.file = dup(fileno(kept.get()));
    sent.size = static_cast<std::uint64_t>(lseek(sent.file, 0, SEEK_END));
    client_.ask(std::move(sent), [then](HttpAnswer&& answer) { then(answer); });
  });
}

Failures WebdavTarget::remove(std::span<const std::string> paths) {
  Failures failures;
  std::size_t next = 0;
  client_.run([&] {
    if (next == paths.size()) return false;
    const std::size_t item = next++;
    client_.ask(request("DELETE", paths[item]), [&, item](HttpAnswer&& answer) {
      if (!answer.is_good() && answer.status != 404)
        failures.push_back(failed(item, paths[item], answer));
    });
    return true;
  });
  return failures;
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

Failures WebdavTarget::digests(
    std::span<const std::string> paths,
    const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::size_t next = 0;
  client_.run([&] {
    if (next == paths.size()) return false;
    const std::size_t item = next++;
    const auto digest = std::make_shared<RunningDigest>();
    HttpRequest asked = request("GET", paths[item]);
    asked.take = [digest](std::string_view piece) { digest->add(piece); };
    client_.ask(std::move(asked), [&, item, digest](HttpAnswer&& answer) {
      if (answer.is_good()) {
        take(item, digest->take());
      } else if (answer.status == 404) {
        take(item, std::nullopt);
      } else {
        failures.push_back(failed(item, paths[item], answer));
      }
    });
    return true;
  });
  return failures;
}

}  // namespace

std::unique_ptr<Target> webdav_target(const PublishPlace& place) {
  return std::make_unique<WebdavTarget>(place);
}

}  // namespace minhbach::publish
