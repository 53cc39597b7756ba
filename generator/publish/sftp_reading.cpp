// Files and folders of an SFTP server, read back over its one connection.
#include <sys/stat.h>

#include <deque>

#include "base/running_digest.h"
#include "disk/disk.h"
#include "publish/failures.h"
#include "publish/sftp_place.h"

namespace minhbach::publish {
namespace {

bool is_folder(const SftpFacts& facts) { return S_ISDIR(facts.permissions); }

}  // namespace

void SftpTarget::fetch(std::string_view path, std::uint64_t most, TakePiece take,
                       SftpSession::OnAnswer then) {
  const auto fetching = std::make_shared<Fetching>();
  fetching->most = most;
  fetching->take = std::move(take);
  fetching->then = std::move(then);
  session_.open_file(full(path), SftpSession::for_reading,
                     [this, fetching](const SftpAnswer& answer) {
                       if (!answer.is_ok()) return fetching->then(answer);
                       fetching->handle = answer.text;
                       fetch_on(fetching);
                     });
}

/// One piece after the other: most files are smaller than a piece, and many are read at once.
void SftpTarget::fetch_on(const std::shared_ptr<Fetching>& fetching) {
  session_.read(fetching->handle, fetching->got, SftpSession::most_read,
                [this, fetching](const SftpAnswer& answer) {
                  const bool is_piece = answer.is_ok() && !answer.text.empty();
                  fetching->got += is_piece ? answer.text.size() : 0;
                  if (is_piece && fetching->got <= fetching->most) {
                    fetching->take(answer.text);
                    return fetch_on(fetching);
                  }
                  session_.close(fetching->handle, [](const SftpAnswer&) {});
                  const bool is_end = answer.status == SftpStatus::end_of_file;
                  // Nothing, and yet not the end, is no answer either.
                  const SftpAnswer too_large{SftpStatus::failure, std::string(beyond_all), {}, {}};
                  fetching->then(is_end ? SftpAnswer{} : answer.is_ok() ? too_large : answer);
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
    const auto digest = std::make_shared<RunningDigest>();
    const auto add = [digest](std::string_view piece) { digest->add(piece); };
    fetch(paths[item], ~std::uint64_t{0}, add, [&, item, digest](const SftpAnswer& answer) {
      --under_way;
      if (answer.is_ok()) {
        take(item, digest->take());
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
    if (auto endless = listing_without_end(shown(), folder, out.size() + folders.size()))
      return *endless;
    SftpAnswer answer = one([&](auto then) { session_.open_folder(full(folder), then); });
    if (answer.status == SftpStatus::no_such_file && folder == top) return out;
    if (!answer.is_ok()) return refused(folder, answer);
    const std::string handle = answer.text;
    for (;;) {
      answer = one([&](auto then) { session_.read_folder(handle, then); });
      // Nothing, and yet not the end: no answer.
      if (answer.is_ok() && answer.names.empty()) answer.status = SftpStatus::failure;
      if (!answer.is_ok()) break;
      if (auto endless = listing_without_end(shown(), folder, out.size() + folders.size()))
        return *endless;
      for (const SftpName& name : answer.names) {
        if (name.name == "." || name.name == ".." || !is_disk_path(name.name)) continue;
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

}  // namespace minhbach::publish
