// The place that sftp_target.h opens, in its parts. Only sftp_*.cpp include this.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "publish/sftp_session.h"
#include "publish/target.h"

namespace minhbach::publish {

inline constexpr std::size_t most_files = 64;  ///< On their way at once.

class SftpTarget : public Target {
 public:
  explicit SftpTarget(const PublishPlace& place);

  Capabilities capabilities() const override { return can_; }
  Result<Done> open() override;
  Result<std::optional<std::string>> read(std::string_view path) override;
  Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size) override;
  Result<Done> write(std::string_view path, std::string_view bytes) override;
  Result<bool> create(std::string_view path, std::string_view bytes) override;
  std::optional<std::int64_t> lock_age() override;
  Failures put(std::span<const Upload> files, const OnDone& done) override;
  Failures copy(std::span<const Copy> files, const OnDone& done) override;
  bool find_leftovers() override;
  Failures remove(std::span<const std::string> paths) override;
  void remove_empty_folders(std::span<const std::string> paths) override;
  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;
  Result<Done> switch_to(std::string_view folder) override;
  void assume_folders(std::vector<std::string> folders) override;

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

  using TakePiece = std::function<void(std::string_view)>;
  struct Fetching {
    std::string handle;
    std::uint64_t got = 0, most = 0;
    TakePiece take;
    SftpSession::OnAnswer then;
  };

  std::string full(std::string_view path) const;
  std::string shown() const { return place_.address; }
  Diagnostic refused(std::string_view path, const SftpAnswer& answer) const;
  /// Whether the same may go well later.
  static bool may_pass(const SftpAnswer& answer);
  Failure failed(std::size_t item, std::string_view path, const SftpAnswer& answer) const;
  /// The same where the folder may be gone that was there: it is made again then.
  Failure failed_in_folder(std::size_t item, std::string_view path, const SftpAnswer& answer);

  /// Asks one thing, and waits for its answer.
  SftpAnswer one(const std::function<void(SftpSession::OnAnswer)>& ask);
  Result<Done> make_root();
  /// The folders above these, those not known to be there; that one is there is no error, and that
  /// one cannot be made shows when a file is put into it.
  void make_folders(const std::vector<std::string>& paths);
  /// A small file, not renamed. `is_new`: it must not be there.
  SftpAnswer send_bytes(const std::string& path, std::string_view bytes, bool is_new = false);
  SftpAnswer create_once(std::string_view path, std::string_view bytes);

  /// Reads a whole file, piece by piece; nothing more when it is larger than `most`.
  void fetch(std::string_view path, std::uint64_t most, TakePiece take, SftpSession::OnAnswer then);
  void fetch_on(const std::shared_ptr<Fetching>& fetching);

  void begin(Batch& batch, std::size_t item);
  void opened(Batch& batch, Sending& sending, const SftpAnswer& answer);
  bool send_block(Batch& batch, Sending& sending);
  void finish(Batch& batch, Sending& sending);
  void end(Batch& batch, std::size_t item, const SftpAnswer& answer);
  void give_up(Batch& batch, Sending& sending, Failure why);
  void drop(Batch& batch, std::size_t item);

  static constexpr std::string_view beyond_all = "> all";  ///< Says fetch(): larger than `most`.

  const PublishPlace place_;
  const Address address_;
  SftpSession session_;
  Capabilities can_{true, true, true, true, true};
  std::unordered_set<std::string> folders_;  ///< Known to be there.
};

}  // namespace minhbach::publish
