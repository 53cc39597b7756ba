// The place that line_target.h opens, in its parts. Only line_*.cpp include this.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "disk/file_descriptor.h"
#include "net/file_line.h"
#include "publish/address.h"
#include "publish/list_line.h"
#include "publish/target.h"

namespace minhbach::publish {

/// Takes a file into memory, unless it is so large that nobody has meant it to be there.
net::TakeBytes holding(std::string& bytes);

class LineTarget : public Target {
 public:
  explicit LineTarget(const PublishPlace& place);

  Capabilities capabilities() const override { return {replaces_, false, true, true, false}; }

  Result<Done> open() override;
  Result<std::optional<std::string>> read(std::string_view path) override;
  Result<Done> write(std::string_view path, std::string_view bytes) override;
  Result<bool> create(std::string_view path, std::string_view bytes) override;
  std::optional<std::int64_t> lock_age() override;

  Failures put(std::span<const Upload> files, const OnDone& done) override;

  Failures copy(std::span<const Copy> files, const OnDone& done) override;

  Failures remove(std::span<const std::string> paths) override;

  void remove_empty_folders(std::span<const std::string> paths) override {
    std::vector<std::string> full_paths;
    for (const std::string& path : paths) {
      full_paths.push_back(full(path));
      folders_.erase(path);
    }
    if (!full_paths.empty()) first().remove_folders(full_paths);
  }

  Result<std::vector<Listed>> list(std::string_view folder) override;
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override;

  Result<Done> switch_to(std::string_view folder) override;

  void assume_folders(std::vector<std::string> folders) override {
    for (std::string& folder : folders) folders_.insert(std::move(folder));
  }

 private:
  static constexpr int tries_for_owner = 3;

  net::FileLine& first() { return *lines_.front(); }

  std::string full(std::string_view path) const {
    if (path.empty()) return root_.empty() ? "." : root_;
    return root_ + (root_.empty() ? "" : "/") + std::string(path);
  }

  static std::string guard_of(std::string_view path) { return std::string(path) + ".giu"; }
  /// What was there before, while a small file is replaced in more than one step.
  static std::string spare_of(std::string_view path) { return std::string(path) + ".cu"; }

  void choose_known_hosts();

  Diagnostic refused(std::string_view path, const net::LineAnswer& answer) const;

  Failure failed(std::size_t item, std::string_view path, const net::LineAnswer& answer) const {
    return {item, refused(path, answer), answer.may_pass()};
  }

  net::LineAnswer put_in_place(net::FileLine& line, const std::string& temporary,
                               std::string_view path, std::uint64_t size);
  net::LineAnswer send(net::FileLine& line, const Upload& file, bool& is_same);
  void each_on_a_line(std::size_t count,
                      const std::function<void(net::FileLine&, std::size_t)>& work);
  void make_folders(const std::vector<std::string_view>& paths);
  /// The lines of one folder's list.
  net::LineAnswer list_folder(std::string_view folder,
                              const std::function<void(const ListLine&)>& take);

  const PublishPlace place_;
  const bool is_sftp_;
  Address address_;
  net::LineOptions options_;
  std::optional<FileDescriptor> known_hosts_;  ///< In memory, for the pinned key.
  std::string root_;
  std::vector<std::unique_ptr<net::FileLine>> lines_;
  std::set<std::string> folders_;  ///< That are there.
  bool has_made_folders_again_ = false;
  bool has_guard_ = false;      ///< An earlier try has made the lock's folder, and named nobody.
  std::atomic<bool> replaces_;  ///< Of FTP until the server shows that it cannot.
};

}  // namespace minhbach::publish
