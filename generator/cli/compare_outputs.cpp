// Pairs the two listings up by path, then reads what stands in both.
#include "cli/compare_outputs.h"

#include <algorithm>
#include <atomic>

#include "base/parallel.h"
#include "cli/messages.h"
#include "outputs/host_rules.h"

namespace minhbach::cli {
namespace {

class Comparison {
 public:
  Comparison(const Disk& built, const Disk& clean, const std::string& folder, Report& report)
      : built_(built), clean_(clean), folder_(folder), report_(report) {}

  std::size_t run(unsigned jobs) {
    const std::vector<FileEntry> here = list(built_);
    const std::vector<FileEntry> there = list(clean_);
    const auto by_path = [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; };
    std::vector<FileEntry> extra, missing, both;
    std::set_difference(here.begin(), here.end(), there.begin(), there.end(),
                        std::back_inserter(extra), by_path);
    std::set_difference(there.begin(), there.end(), here.begin(), here.end(),
                        std::back_inserter(missing), by_path);
    std::set_intersection(here.begin(), here.end(), there.begin(), there.end(),
                          std::back_inserter(both), by_path);
    for (const FileEntry& file : extra) report_.add(at(file.path, messages::not_in_clean_build));
    for (const FileEntry& file : missing) report_.add(at(file.path, messages::only_in_clean_build));
    std::atomic<std::size_t> equal = 0;
    parallel_for(both.size(), jobs,
                 [&](std::size_t index, unsigned) { equal += is_equal(both[index].path); });
    return equal;
  }

 private:
  std::vector<FileEntry> list(const Disk& disk) {
    std::vector<Diagnostic> problems;
    std::vector<FileEntry> files = disk.list("", problems);
    // Listings pass over names with a dot; of outputs these alone have one.
    for (const std::string_view path :
         {outputs::apache_rules_path, outputs::nginx_rules_path, outputs::caddy_rules_path}) {
      if (disk.is_file(path)) files.push_back({std::string(path)});
    }
    std::sort(files.begin(), files.end(),
              [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
    for (Diagnostic& problem : problems) add_behind_folder(std::move(problem));
    return files;
  }

  bool is_equal(const std::string& path) {
    Result<std::string> here = built_.read(path);
    Result<std::string> there = clean_.read(path);
    for (Result<std::string>* read : {&here, &there}) {
      if (!*read) add_behind_folder(std::move(read->error()));
    }
    if (!here || !there) return false;
    if (*here == *there) return true;
    const auto [first, other] =
        std::mismatch(here->begin(), here->end(), there->begin(), there->end());
    const auto number = first - here->begin() + 1;  // Counted from one, as cmp(1) does.
    report_.add(
        at(path, messages::bytes_differ,
           {std::to_string(number), std::to_string(here->size()), std::to_string(there->size())}));
    return false;
  }

  Diagnostic at(const std::string& path, const Message& message,
                std::vector<std::string> arguments = {}) const {
    Diagnostic diagnostic;
    diagnostic.message = &message;
    diagnostic.place.file = folder_ + "/" + path;
    diagnostic.arguments = std::move(arguments);
    return diagnostic;
  }

  /// What a disk says names a path of its own, which may be that of the temporary tree.
  void add_behind_folder(Diagnostic problem) {
    problem.place.file = folder_ + "/" + problem.place.file;
    report_.add(std::move(problem));
  }

  const Disk& built_;
  const Disk& clean_;
  const std::string& folder_;
  Report& report_;
};

}  // namespace

std::size_t compare_outputs(const Disk& built, const Disk& clean, const std::string& folder,
                            unsigned jobs, Report& report) {
  return Comparison(built, clean, folder, report).run(jobs);
}

}  // namespace minhbach::cli
