// A place whose line is cut, or whose publisher dies, before one of the changes made there.
#pragma once

#include "publish/target.h"

namespace minhbach::publish {

/// Thrown in place of the change: nothing after it happens, as with a process that is killed.
struct Cut {};

class CutTarget : public Target {
 public:
  /// `after`: changes that are made still. `tears`: the one that is cut leaves half a file, as
  /// places do that cannot replace one in a step.
  CutTarget(Target& inner, std::size_t after, bool tears)
      : inner_(inner), left_(after), tears_(tears) {}

  Result<Done> open() override { return inner_.open(); }
  Capabilities capabilities() const override { return inner_.capabilities(); }
  Result<std::optional<std::string>> read(std::string_view path) override {
    return inner_.read(path);
  }
  Result<std::optional<std::string>> read_end(std::string_view path, std::size_t size) override {
    return inner_.read_end(path, size);
  }
  Result<Done> write(std::string_view path, std::string_view bytes) override {
    change();
    return inner_.write(path, bytes);
  }
  Result<bool> create(std::string_view path, std::string_view bytes) override {
    if (left_ == 0) throw Cut();
    --left_;
    return inner_.create(path, bytes);
  }
  bool find_leftovers() override { return inner_.find_leftovers(); }
  void assume_lock(bool can_lock) override { inner_.assume_lock(can_lock); }
  std::optional<std::int64_t> lock_age() override { return inner_.lock_age(); }
  Failures put(std::span<const Upload> files, const OnDone& done) override {
    return each(
        files,
        [&](const Upload& file) {
          change(file.to);
          return inner_.put(std::span(&file, 1), {[](std::size_t) {}});
        },
        done);
  }
  Failures copy(std::span<const Copy> files, const OnDone& done) override {
    return each(
        files,
        [&](const Copy& file) {
          change(file.replaces ? file.to : "");
          return inner_.copy(std::span(&file, 1), {[](std::size_t) {}});
        },
        done);
  }
  Failures remove(std::span<const std::string> paths) override {
    return each(paths,
                [&](const std::string& path) {
                  change();
                  return inner_.remove(std::span(&path, 1));
                },
                {});
  }
  void remove_empty_folders(std::span<const std::string> paths) override {
    inner_.remove_empty_folders(paths);
  }
  Result<std::vector<Listed>> list(std::string_view folder) override { return inner_.list(folder); }
  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override {
    return inner_.digests(paths, take);
  }
  Result<Done> switch_to(std::string_view folder) override {
    change();
    return inner_.switch_to(folder);
  }
  void assume_folders(std::vector<std::string> folders) override {
    inner_.assume_folders(std::move(folders));
  }

 private:
  void change(std::string_view torn = {}) {
    if (left_-- > 0) return;
    (void)inner_.write(std::string(temporary_folder) + "/do-dang", "half");
    if (tears_ && !torn.empty()) (void)inner_.write(torn, "half");
    throw Cut();
  }

  template <typename Item, typename Once>
  Failures each(std::span<const Item> items, const Once& once, const OnDone& done) {
    Failures out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      Failures failures = once(items[i]);
      if (failures.empty()) {
        if (done) done(i);
      } else {
        failures.front().item = i;
        out.push_back(failures.front());
      }
    }
    return out;
  }

  Target& inner_;
  std::size_t left_;
  const bool tears_;
};

}  // namespace minhbach::publish
