// Many files on their way at once over one connection: what each waits for is its server, not us.
#include "publish/sftp_target.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "publish/failures.h"
#include "publish/sftp_place.h"

namespace minhbach::publish {
namespace {

/// Of so many files each is brought to the server's disk before it gets its name. Of more it would
/// take three times as long (10,000 files: 15 s in place of 5); the manifest is, behind them all.
constexpr std::size_t most_flushed = 200;

}  // namespace

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
  if (!answer.is_ok() || answer.text.empty())
    return give_up(batch, sending,
                   failed_in_folder(sending.item, batch.files[sending.item].to, answer));
  sending.handle = answer.text;
  if (batch.files[sending.item].size == 0) finish(batch, sending);
}

/// False when the file has nothing to send now.
bool SftpTarget::send_block(Batch& batch, Sending& sending) {
  const Upload& upload = batch.files[sending.item];
  if (sending.handle.empty()) return false;
  std::string block(std::min<std::uint64_t>(session_.most_written(), upload.size - sending.sent),
                    '\0');
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
  const auto note = [this, &batch, item](const SftpAnswer& answer) { end(batch, item, answer); };
  const bool flushes = batch.files.size() <= most_flushed;
  sending.open += flushes ? 3 : 2;
  if (flushes) session_.flush(handle, note);
  session_.facts(handle, [this, &batch, item](const SftpAnswer& answer) {
    SftpAnswer judged = answer;
    const std::uint64_t size = batch.files[item].size;
    if (answer.is_ok() && answer.facts.size != size) {
      judged.status = SftpStatus::failure;
      judged.text = fmt::format("{} / {} byte", answer.facts.size, size);
    }
    end(batch, item, judged);
  });
  session_.close(handle, note);
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

std::unique_ptr<Target> sftp_target(const PublishPlace& place) {
  return std::make_unique<SftpTarget>(place);
}

}  // namespace minhbach::publish
