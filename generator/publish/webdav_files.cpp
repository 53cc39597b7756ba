// Files over WebDAV, many at once: sent, copied, removed, read back.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "base/running_digest.h"
#include "model/content_type.h"
#include "publish/web_request.h"
#include "publish/webdav_place.h"

namespace minhbach::publish {

using net::HttpAnswer;
using net::HttpRequest;

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

}  // namespace minhbach::publish
