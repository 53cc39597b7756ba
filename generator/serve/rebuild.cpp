// One build after another, with the last good one kept.
#include "serve/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "disk/real_disk.h"
#include "ingest/load_text.h"
#include "pipeline/read_portal.h"
#include "serve/problem_list.h"

namespace minhbach::serve {
namespace {

/// A disk that outlives the one the build is given and closes.
class LentDisk : public Disk {
 public:
  explicit LentDisk(Disk& disk) : disk_(disk) {}
  Result<std::string> read(std::string_view path) const override { return disk_.read(path); }
  bool is_file(std::string_view path) const override { return disk_.is_file(path); }
  bool is_folder(std::string_view path) const override { return disk_.is_folder(path); }
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override {
    return disk_.list(folder, problems);
  }
  std::vector<std::string> folders(std::string_view folder) const override {
    return disk_.folders(folder);
  }
  Result<Written> write(std::string_view path, std::string_view bytes) override {
    return disk_.write(path, bytes);
  }
  Result<Done> append(std::string_view path, std::string_view bytes) override {
    return disk_.append(path, bytes);
  }
  Result<Done> remove(std::string_view path) override { return disk_.remove(path); }

 private:
  Disk& disk_;
};

std::string start_name() {
  return fmt::format("{:x}", std::chrono::system_clock::now().time_since_epoch().count());
}

}  // namespace

Rebuilder::Rebuilder(Subject subject) : subject_(std::move(subject)), start_(start_name()) {
  Shown nothing;
  for (const std::string& portal : subject_.portals) {
    disks_.push_back(std::make_unique<KeptDisk>());
    nothing.portals.push_back(described(portal));
  }
  show(std::move(nothing));
}

void Rebuilder::rebuild(const std::set<std::string>& edited, Report& report) {
  edited_.insert(edited.begin(), edited.end());
  // A fresh disk: it remembers what is inside the root, which the edit may have changed.
  const RealDisk disk(subject_.root);
  pipeline::Context ctx{disk, report, subject_.build};
  ctx.options.today = subject_.today();
  ctx.options.write = true;
  pipeline::build_portals(
      ctx, subject_.portals, [&](const std::string& portal) -> std::unique_ptr<Disk> {
        const auto at = std::find(subject_.portals.begin(), subject_.portals.end(), portal);
        return std::make_unique<LentDisk>(
            *disks_[static_cast<std::size_t>(at - subject_.portals.begin())]);
      });

  Shown next = *shown();
  if (report.has_errors()) {
    // The page that says "building" is not the one that lists problems.
    if (next.problems.empty() && !next.built) ++round_;
    next.problems = problem_list(report.sorted(), subject_.language, next.built, edited_);
    return show(std::move(next));
  }
  std::size_t changes = 0;
  for (std::size_t i = 0; i < disks_.size(); ++i) {
    next.portals[i] = described(subject_.portals[i]);
    next.portals[i].files = disks_[i]->files();
    changes += disks_[i]->changes();
  }
  if (changes != changes_ || !next.built) ++round_;
  changes_ = changes;
  next.built = true;
  next.problems.clear();
  edited_.clear();
  show(std::move(next));
}

std::shared_ptr<const Shown> Rebuilder::shown() const {
  const std::lock_guard lock(mutex_);
  return shown_;
}

ShownPortal Rebuilder::described(const std::string& portal) const {
  const RealDisk disk(subject_.root);
  Report ignored;  // The build says what is wrong with it.
  const std::string path = "site/" + portal + "/portal.json";
  const auto source = ingest::load_text(disk, path, 0, ingest::data_limit, ignored);
  const auto read = source ? pipeline::read_portal(portal, *source, ignored) : std::nullopt;
  ShownPortal out;
  out.title = read ? read->title : portal;
  if (read) out.base_path = read->base_path;
  if (read) out.description = read->description;
  return out;
}

void Rebuilder::show(Shown shown) {
  shown.language = subject_.language;
  shown.version = fmt::format("{}-{}", start_, round_);
  auto held = std::make_shared<const Shown>(std::move(shown));
  const std::lock_guard lock(mutex_);
  shown_ = std::move(held);
}

}  // namespace minhbach::serve
