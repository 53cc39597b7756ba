// Requests, each signed when its turn has come.
#include "publish/s3_target.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/running_digest.h"
#include "model/cache_rule.h"
#include "model/content_type.h"
#include "net/http_client.h"
#include "publish/address.h"
#include "publish/failures.h"
#include "publish/lock.h"
#include "publish/messages.h"
#include "publish/password.h"
#include "publish/server_time.h"
#include "publish/sigv4.h"
#include "publish/web_request.h"
#include "table/xml_events.h"

namespace minhbach::publish {
namespace {

using net::HttpAnswer;
using net::HttpRequest;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The texts of elements, in the order in which they end.
class Elements : public table::XmlEvents {
 public:
  using Take = std::function<void(std::string_view name, std::string_view text)>;
  explicit Elements(Take take) : take_(std::move(take)) {}

  bool read(std::string_view bytes) { return feed(bytes) && finish(); }

 private:
  void on_start(std::string_view, const table::XmlAttributes&) override { open_.emplace_back(); }
  void on_text(std::string_view text) override { open_.back() += text; }
  void on_end(std::string_view name) override {
    take_(name, open_.back());
    open_.pop_back();
  }

  Take take_;
  std::vector<std::string> open_;
};

/// What an error's body says: "AccessDenied", and in words.
struct Reason {
  std::string code, words;
};

Reason reason_of(const HttpAnswer& answer) {
  Reason out;
  Elements([&](std::string_view name, std::string_view text) {
    if (name == "Code") out.code = text;
    if (name == "Message") out.words = text;
  }).read(answer.body);
  return out;
}

class S3Target : public Target {
 public:
  explicit S3Target(const PublishPlace& place)
      : place_(place), client_({"", "", place.ca_file, std::max(1u, place.connections), false}) {
    const Address address = *parse_web_address(place.address);
    const bool has_tls = place.address.starts_with("https");
    host_ = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
    // The header Host that is signed has no port that goes without saying.
    const int port = std::atoi(address.port.c_str());
    if (port != 0 && port != (has_tls ? 443 : 80)) host_ += fmt::format(":{}", port);
    origin_ = (has_tls ? "https://" : "http://") + host_;
    // "https://bucket.host/prefix", else "https://host/bucket/prefix".
    if (place.has_bucket_in_path || !host_.starts_with(place.bucket + "."))
      bucket_path_ = "/" + place.bucket;
    prefix_ = address.path.substr(1);
    if (!prefix_.empty()) prefix_ += '/';
  }

  Capabilities capabilities() const override { return can_; }

  /// Nothing is asked: the first request will tell what is wrong.
  Result<Done> open() override {
    if (!net::HttpClient::can_be()) return failure(messages::library_missing, {});
    key_ = {place_.account, password_of(place_), place_.region, session_token_of(place_)};
    if (!key_.secret.empty()) return Done{};
    return failure(messages::secret_missing, {place_.address, password_variable(place_)});
  }

  Result<std::optional<std::string>> read(std::string_view path) override {
    return bytes_of(path, client_.ask_one(request("GET", path)));
  }

  Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size) override {
    HttpRequest asked = request("GET", path);
    asked.headers.push_back(range_of_end(size));
    HttpAnswer answer = client_.ask_one(std::move(asked));
    if (answer.status == no_such_range) return std::optional(std::string());
    answer.body = answer.is_good() ? end_of(std::move(answer.body), size) : std::move(answer.body);
    return bytes_of(path, std::move(answer));
  }

  Result<Done> write(std::string_view path, std::string_view bytes) override {
    const HttpAnswer answer = client_.ask_one(sending(path, bytes, {}));
    if (answer.is_good()) return Done{};
    return refused(path, answer);
  }

  Result<bool> create(std::string_view path, std::string_view bytes) override;
  std::optional<std::int64_t> lock_age() override;
  Failures put(std::span<const Upload> files, const OnDone& done) override;
  Failures copy(std::span<const Copy> files, const OnDone& done) override;
  Failures remove(std::span<const std::string> paths) override;
  void remove_empty_folders(std::span<const std::string>) override {}  // There are none.
  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;

  Result<Done> switch_to(std::string_view) override {
    return failure(messages::no_releases_there, {quote(place_.name)});
  }

  void assume_folders(std::vector<std::string>) override {}  // Folders are names only.
  void assume_lock(bool can_lock) override { can_lock_ = can_lock; }

 private:
  Result<std::optional<std::string>> bytes_of(std::string_view path, HttpAnswer&& answer) const {
    if (answer.is_good()) return std::optional(std::move(answer.body));
    if (answer.status == 404 && reason_of(answer).code != "NoSuchBucket")
      return std::optional<std::string>();
    return refused(path, answer);
  }

  HttpRequest signed_request(std::string_view method, const std::string& path, const Pairs& query,
                             const Pairs& headers, const std::string& digest) const {
    HttpRequest out;
    out.method = method;
    out.url = origin_ + path + (query.empty() ? "" : "?" + encode_query(query));
    for (const auto& [name, value] :
         sign(key_, {method, host_, path, query, headers, digest}, now()))
      out.headers.push_back(name + ": " + value);
    return out;
  }

  HttpRequest request(std::string_view method, std::string_view path, const Pairs& headers = {},
                      const std::string& digest = sha256("").hex()) const {
    const std::string whole = bucket_path_ + "/" + prefix_ + std::string(path);
    return signed_request(method, signed_path(whole), {}, headers, digest);
  }

  HttpRequest sending(std::string_view path, std::string_view bytes, const Pairs& headers) const {
    HttpRequest out = request("PUT", path, headers, sha256(bytes).hex());
    out.body = bytes;
    return out;
  }

  /// What the store tells browsers of a file.
  static Pairs facts_of(std::string_view path) {
    return {{"cache-control", std::string(cache_control(path))},
            {"content-type", std::string(content_type(path))}};
  }

  HttpRequest copying(const Copy& one) const {
    Pairs headers = facts_of(one.to);
    headers.emplace_back("x-amz-copy-source",
                         signed_path("/" + place_.bucket + "/" + prefix_ + one.from));
    headers.emplace_back("x-amz-metadata-directive", "REPLACE");
    return request("PUT", one.to, headers);
  }

  Diagnostic refused(std::string_view path, const HttpAnswer& answer) const;

  Failure failed(std::size_t item, std::string_view path, const HttpAnswer& answer) const {
    return {item, refused(path, answer), is_busy(answer)};
  }

  /// One request for each, several at once.
  template <typename Make, typename Judge>
  void each(std::size_t count, const Make& make, const Judge& judge) {
    std::size_t next = 0;
    client_.run([&] {
      if (next == count) return false;
      const std::size_t i = next++;
      client_.ask(make(i), [&judge, i](HttpAnswer&& answer) { judge(i, answer); });
      return true;
    });
  }

  const PublishPlace place_;
  net::HttpClient client_;
  std::string origin_, host_;
  std::string bucket_path_;  ///< "" when the bucket is in the host's name.
  std::string prefix_;       ///< "" or with a final '/'.
  SigningKey key_;
  Capabilities can_{true, false, false, true, true};
  std::optional<bool> can_lock_;  ///< What an earlier run has seen.
};

Diagnostic S3Target::refused(std::string_view path, const HttpAnswer& answer) const {
  if (answer.is_untrusted)
    return failure(messages::certificate_refused, {place_.address, answer.problem});
  if (answer.is_unreachable)
    return failure(messages::connection_failed, {place_.address, answer.problem});
  if (answer.is_too_large) return too_large_there(place_.address, path);
  if (answer.status == 0)
    return failure(messages::connection_lost,
                   {place_.address, quote(path.empty() ? "/" : path), answer.problem});
  const auto [code, said] = reason_of(answer);
  if (code == "RequestTimeTooSkewed")
    return failure(messages::clock_differs, {place_.address, std::string(answer.header("date"))});
  const std::string words = fmt::format("HTTP {}{}{}{}{}", answer.status, code.empty() ? "" : " ",
                                        code, said.empty() ? "" : ": ", said);
  if (code == "SignatureDoesNotMatch" || code == "InvalidAccessKeyId" || answer.status == 401)
    return failure(messages::login_refused, {place_.address, words, password_variable(place_)});
  if (code == "ExpiredToken" || code == "InvalidToken")
    return failure(messages::login_refused, {place_.address, words, session_variable(place_)});
  if (is_busy(answer))
    return failure(messages::place_busy, {quote(path.empty() ? "/" : path), place_.address, words});
  const bool is_full = answer.status == 507 || answer.status == 413 || code == "QuotaExceeded" ||
                       code == "EntityTooLarge";
  return file_refused(place_.address, path, words, is_full, answer.status == 403);
}

/// Whether two can be kept apart shows here: the condition is asked a second time, as a store that
/// does not know it says yes to everything. It would replace a lock that a run which was cut off
/// has left, and with it the list of what may be torn, so that is looked for first, unless the
/// store has held to the condition before. One that has not is not asked again.
Result<bool> S3Target::create(std::string_view path, std::string_view bytes) {
  if (can_lock_ != true) {
    const auto there = read(path);
    if (!there) return there.error();
    if (*there) return false;
  }
  if (can_lock_ == false) {
    if (const Result<Done> written = write(path, bytes); !written) return written.error();
    return true;
  }
  const auto once = [&] { return client_.ask_one(sending(path, bytes, {{"if-none-match", "*"}})); };
  const HttpAnswer answer = once();
  const auto is_there = [](const HttpAnswer& each) {
    return each.status == 412 || each.status == 409;
  };
  if (is_there(answer)) return false;
  if (answer.is_good()) {
    const HttpAnswer again = once();
    if (is_busy(again)) return refused(path, again);  // Asked once more, it finds its own.
    can_.lock = is_there(again);
    return true;
  }
  if (answer.status != 501) return refused(path, answer);
  can_lock_ = false;  // It says itself that it cannot.
  return create(path, bytes);
}

std::optional<std::int64_t> S3Target::lock_age() {
  const HttpAnswer answer = client_.ask_one(request("HEAD", lock_path));
  const auto now = read_http_time(answer.header("date"));
  const auto made = read_http_time(answer.header("last-modified"));
  if (!answer.is_good() || !now || !made) return std::nullopt;
  return *now - *made;
}

Failures S3Target::put(std::span<const Upload> files, const OnDone& done) {
  Failures failures;
  std::size_t next = 0;
  client_.run([&] {
    if (next == files.size()) return false;
    const std::size_t i = next++;
    const Upload& file = files[i];
    HttpRequest asked = request("PUT", file.to, facts_of(file.to), file.digest.hex());
    if (!attach(file, asked)) {
      failures.push_back({i, changed_source(file.from), false});
      return true;
    }
    client_.ask(std::move(asked), [&, i](HttpAnswer&& answer) {
      if (answer.is_good()) return done(i);
      // The store takes no bytes but those that were signed.
      const bool is_other = answer.is_source_lost || reason_of(answer).code == "BadDigest";
      failures.push_back(is_other ? Failure{i, changed_source(files[i].from), false}
                                  : failed(i, files[i].to, answer));
    });
    return true;
  });
  return failures;
}

Failures S3Target::copy(std::span<const Copy> files, const OnDone& done) {
  Failures failures;
  std::vector<std::size_t> items, asked;
  std::set<std::string_view> places;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].replaces) {
      items.push_back(i);
    } else if (places.insert(files[i].to).second) {
      asked.push_back(i);
    } else {
      done(i);  // The one before it has the place.
    }
  }
  each(
      asked.size(), [&](std::size_t at) { return request("HEAD", files[asked[at]].to); },
      [&](std::size_t at, const HttpAnswer& answer) {
        answer.is_good() ? done(asked[at]) : items.push_back(asked[at]);
      });
  each(
      items.size(), [&](std::size_t at) { return copying(files[items[at]]); },
      [&](std::size_t at, const HttpAnswer& answer) {
        // An error may come in a good answer, when it shows only after the answer has begun.
        if (answer.is_good() && reason_of(answer).code.empty()) {
          done(items[at]);
        } else {
          failures.push_back(failed(items[at], files[items[at]].from, answer));
        }
      });
  return failures;
}

Failures S3Target::remove(std::span<const std::string> paths) {
  Failures failures;
  each(
      paths.size(), [&](std::size_t i) { return request("DELETE", paths[i]); },
      [&](std::size_t i, const HttpAnswer& answer) {
        if (!answer.is_good() && answer.status != 404)
          failures.push_back(failed(i, paths[i], answer));
      });
  return failures;
}

Result<std::vector<Listed>> S3Target::list(std::string_view folder) {
  std::vector<Listed> out;
  const std::string prefix = prefix_ + std::string(folder) + (folder.empty() ? "" : "/");
  const std::string path = bucket_path_.empty() ? "/" : signed_path(bucket_path_);
  constexpr std::size_t most_shown = 300;
  std::size_t pages = 0;
  for (std::string from;;) {
    if (auto endless = listing_without_end(place_.address, folder, out.size() + pages++))
      return *endless;
    Pairs query{{"list-type", "2"}, {"prefix", prefix}};
    if (!from.empty()) query.emplace_back("continuation-token", std::exchange(from, {}));
    const HttpAnswer answer =
        client_.ask_one(signed_request("GET", path, query, {}, sha256("").hex()));
    if (!answer.is_good()) return refused(folder, answer);
    Listed one;
    bool is_listing = false, is_about_it = true;  // What is listed is removed, of some folders.
    const bool is_whole = Elements([&](std::string_view name, std::string_view text) {
                            if (name == "ListBucketResult") is_listing = true;
                            if (name == "Key") {
                              is_about_it = is_about_it && text.starts_with(prefix);
                              one.path = text.substr(std::min(prefix_.size(), text.size()));
                            }
                            if (name == "Size")
                              std::from_chars(text.data(), text.data() + text.size(), one.size);
                            if (name == "Contents" && !one.path.empty())
                              out.push_back(std::exchange(one, {}));
                            if (name == "NextContinuationToken") from = text;
                          }).read(answer.body);
    if (!is_whole || !is_listing || !is_about_it)
      return failure(messages::listing_not_understood,
                     {place_.address, quote(folder.empty() ? "/" : folder),
                      quote(answer.body.substr(0, most_shown))});
    if (from.empty()) return out;
  }
}

Failures S3Target::digests(std::span<const std::string> paths,
                           const std::function<void(std::size_t, std::optional<Digest>)>& take) {
  Failures failures;
  std::vector<RunningDigest> digests(paths.size());
  each(
      paths.size(),
      [&](std::size_t i) {
        HttpRequest out = request("GET", paths[i]);
        out.take = [&digests, i](std::string_view piece) { digests[i].add(piece); };
        return out;
      },
      [&](std::size_t i, const HttpAnswer& answer) {
        if (answer.is_good()) {
          take(i, digests[i].take());
        } else if (answer.status == 404) {
          take(i, std::nullopt);
        } else {
          failures.push_back(failed(i, paths[i], answer));
        }
      });
  return failures;
}

}  // namespace

std::unique_ptr<Target> s3_target(const PublishPlace& place) {
  return std::make_unique<S3Target>(place);
}

}  // namespace minhbach::publish
