// A WebDAV server as a place: what is asked of it, and what is known of its folders.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "model/publish_place.h"
#include "model/url.h"
#include "net/http_client.h"
#include "publish/dav_listing.h"
#include "publish/failures.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/target.h"

namespace minhbach::publish {

/// All of a place over WebDAV (webdav_target.h); its work on files is in webdav_files.cpp.
class WebdavTarget : public Target {
 public:
  explicit WebdavTarget(const PublishPlace& place);

  Capabilities capabilities() const override { return {true, false, true, true, true}; }

  /// Nothing is asked: the first request will tell what is wrong.
  Result<Done> open() override {
    folders_.clear();
    if (!net::HttpClient::can_be()) return failure(messages::library_missing, {});
    return Done{};
  }

  Result<std::optional<std::string>> read(std::string_view path) override;
  Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size) override;
  Result<Done> write(std::string_view path, std::string_view bytes) override;
  Result<bool> create(std::string_view path, std::string_view bytes) override;
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

  net::HttpRequest request(const char* method, const std::string& path) const {
    net::HttpRequest out;
    out.method = method;
    out.url = url(path);
    return out;
  }

  Result<std::optional<std::string>> bytes_of(std::string_view path,
                                              net::HttpAnswer&& answer) const;

  net::HttpAnswer send(const std::string& path, std::string_view bytes) {
    net::HttpRequest out = request("PUT", path);
    out.body = bytes;
    return client_.ask_one(std::move(out));
  }

  Diagnostic refused(std::string_view path, const net::HttpAnswer& answer) const;
  Failure failed(std::size_t item, std::string_view path, const net::HttpAnswer& answer);

  /// Asks, and again once the folders above are there that were not.
  template <typename Ask>
  net::HttpAnswer with_folders(const std::string& path, const Ask& ask) {
    net::HttpAnswer answer = ask();
    constexpr int most = 3;  // A busy server may refuse to make one of them.
    for (int i = 0; i < most && (answer.status == 409 || answer.status == 404); ++i) {
      folders_.clear();
      make_root();
      make_folders({path, in_kept_folder()});
      answer = ask();
    }
    return answer;
  }

  void make_root();

  /// The folders above these that are not known to be there, level by level, those of one level at
  /// once. That one cannot be made shows when a file is put into it.
  void make_folders(const std::vector<std::string>& paths);

  void fetch_and_put(const Copy& file, const std::function<void(const net::HttpAnswer&)>& then);

  /// What is known of a folder (depth 0), or of what is in it (1).
  net::HttpAnswer ask_about(const std::string& folder, int depth);

  /// What is in one folder, by names; nothing when it is not there.
  Result<std::optional<std::vector<DavEntry>>> look_into(const std::string& folder);

  const PublishPlace place_;
  net::HttpClient client_;
  std::string origin_, path_;
  std::unordered_set<std::string> folders_;  ///< Known to be there.
  bool has_lock_folder_ = false;             ///< Made by us, and still without what is to be in it.
};

}  // namespace minhbach::publish
