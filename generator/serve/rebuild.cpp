// One build after another, with the last good one kept.
#include "serve/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "disk/real_disk.h"
#include "ingest/load_text.h"
#include "model/page_policy.h"
#include "pipeline/portal_versions.h"
#include "pipeline/read_portal.h"
#include "serve/messages.h"
#include "serve/problem_list.h"

namespace minhbach::serve {
namespace {

/// A folder ("" or with a final '/') of a disk that outlives the one the build is given and closes.
class LentDisk : public Disk {
 public:
  LentDisk(Disk& disk, std::string folder) : disk_(disk), folder_(std::move(folder)) {}
  Result<std::string> read(std::string_view path) const override { return disk_.read(in(path)); }
  bool is_file(std::string_view path) const override { return disk_.is_file(in(path)); }
  bool is_folder(std::string_view path) const override { return disk_.is_folder(in(path)); }
  std::vector<FileEntry> list(std::string_view folder,
                              std::vector<Diagnostic>& problems) const override {
    std::vector<FileEntry> files = disk_.list(in(folder), problems);
    for (FileEntry& file : files) file.path.erase(0, folder_.size());
    return files;
  }
  std::vector<std::string> folders(std::string_view folder) const override {
    return disk_.folders(in(folder));
  }
  Result<Written> write(std::string_view path, std::string_view bytes) override {
    return disk_.write(in(path), bytes);
  }
  Result<Done> append(std::string_view path, std::string_view bytes) override {
    return disk_.append(in(path), bytes);
  }
  Result<Done> remove(std::string_view path) override { return disk_.remove(in(path)); }

 private:
  std::string in(std::string_view path) const {
    std::string out = folder_ + std::string(path);
    if (path.empty() && !out.empty()) out.pop_back();
    return out;
  }

  Disk& disk_;
  const std::string folder_;
};

std::string start_name() {
  return fmt::format("{:x}", std::chrono::system_clock::now().time_since_epoch().count());
}

}  // namespace

Rebuilder::Rebuilder(Subject subject) : subject_(std::move(subject)), start_(start_name()) {
  if (subject_.outputs.empty()) subject_.outputs = subject_.portals;
  Shown nothing;
  for (const std::string& output : subject_.outputs) {
    disks_.push_back(std::make_unique<KeptDisk>());
    nothing.portals.push_back(described(output));
  }
  show(std::move(nothing));
}

void Rebuilder::rebuild(const std::set<std::string>& edited, Report& report) {
  edited_.insert(edited.begin(), edited.end());
  // A fresh disk: it remembers what is inside the root, which the edit may have changed.
  const RealDisk disk(subject_.root, default_file_limit, subject_.build.jobs);
  pipeline::Context ctx{disk, report, subject_.build, subject_.kept};
  ctx.options.today = subject_.today();
  ctx.options.write = true;
  unshown_outputs_.clear();
  pipeline::build_portals(ctx, subject_.portals,
                          [&](const std::string& output) { return open(output); });
  const std::vector<Diagnostic> to_say = notices();
  report.add(to_say);

  Shown next = *shown();
  if (report.has_errors()) {
    // The page that says "building" is not the one that lists problems.
    if (next.problems.empty() && !next.built) ++round_;
    next.problems = problem_list(report.sorted(), subject_.language, next.built, edited_);
    return show(std::move(next));
  }
  std::size_t changes = 0;
  for (std::size_t i = 0; i < disks_.size(); ++i) {
    next.portals[i] = described(subject_.outputs[i]);
    next.portals[i].files = disks_[i]->files();
    changes += disks_[i]->changes();
  }
  if (changes != changes_ || !next.built) ++round_;
  changes_ = changes;
  next.built = true;
  next.problems =
      to_say.empty() ? "" : problem_list(to_say, subject_.language, next.built, edited_);
  edited_.clear();
  show(std::move(next));
}

std::shared_ptr<const Shown> Rebuilder::shown() const {
  const std::lock_guard lock(mutex_);
  return shown_;
}

std::unique_ptr<Disk> Rebuilder::open(const std::string& output) {
  const std::size_t slash = std::min(output.find('/'), output.size());
  const auto at =
      std::find(subject_.outputs.begin(), subject_.outputs.end(), output.substr(0, slash));
  if (at == subject_.outputs.end()) {
    unshown_outputs_.insert(output.substr(0, slash));
    return std::make_unique<LentDisk>(unshown_, output + "/");
  }
  KeptDisk& disk = *disks_[static_cast<std::size_t>(at - subject_.outputs.begin())];
  const std::string folder = slash < output.size() ? output.substr(slash + 1) + "/" : "";
  return std::make_unique<LentDisk>(disk, folder);
}

std::vector<Diagnostic> Rebuilder::notices() const {
  std::vector<Diagnostic> out;
  for (const std::string& output : unshown_outputs_) {
    const std::size_t mark = std::min(output.find('@'), output.size() - 1);
    Diagnostic notice;
    notice.message = &messages::placement_unshown;
    notice.place.file = "site/" + output.substr(0, mark) + "/portal.json";
    notice.arguments = {quote(output.substr(mark + 1))};
    out.push_back(std::move(notice));
  }
  return out;
}

ShownPortal Rebuilder::described(const std::string& output) const {
  const std::string portal = output.substr(0, output.find('@'));
  const RealDisk disk(subject_.root);
  Report ignored;  // The build says what is wrong with it.
  const std::string path = "site/" + portal + "/portal.json";
  const auto source = ingest::load_text(disk, path, 0, ingest::data_limit, ignored);
  auto read = source ? pipeline::read_portal(portal, *source, ignored) : std::nullopt;
  ShownPortal out;
  out.title = output;
  if (!read) return out;
  if (!subject_.build.endpoint.empty()) read->endpoint = subject_.build.endpoint;
  for (const Portal& version : pipeline::portal_versions(*read)) {
    if (version.output != output) continue;
    out.title = version.title;
    out.base_path = version.base_path;
    out.description = version.description;
    out.policy = header_policy(version);
  }
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
