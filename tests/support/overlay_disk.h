// A disk whose writes stay in memory, over files that are only read.
#pragma once

#include <algorithm>
#include <set>

#include "disk/memory_disk.h"

class OverlayDisk : public minhbach::Disk {
 public:
  explicit OverlayDisk(const minhbach::Disk& below) : below_(below) {}

  minhbach::Result<std::string> read(std::string_view path) const override {
    return above_.is_file(path) ? above_.read(path) : below_.read(path);
  }
  bool is_file(std::string_view path) const override {
    return above_.is_file(path) || below_.is_file(path);
  }
  bool is_folder(std::string_view path) const override {
    return above_.is_folder(path) || below_.is_folder(path);
  }
  std::vector<minhbach::FileEntry> list(
      std::string_view folder, std::vector<minhbach::Diagnostic>& problems) const override {
    std::vector<minhbach::FileEntry> out = above_.list(folder, problems);
    for (minhbach::FileEntry& entry : below_.list(folder, problems)) {
      if (!above_.is_file(entry.path)) out.push_back(std::move(entry));
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return out;
  }
  std::vector<std::string> folders(std::string_view folder) const override {
    std::set<std::string> all;
    for (std::string& name : above_.folders(folder)) all.insert(std::move(name));
    for (std::string& name : below_.folders(folder)) all.insert(std::move(name));
    return {all.begin(), all.end()};
  }
  minhbach::Result<minhbach::Written> write(std::string_view path,
                                            std::string_view bytes) override {
    return above_.write(path, bytes);
  }
  minhbach::Result<minhbach::Done> append(std::string_view path, std::string_view bytes) override {
    return above_.append(path, bytes);
  }
  minhbach::Result<minhbach::Done> remove(std::string_view path) override {
    return above_.remove(path);
  }

 private:
  minhbach::MemoryDisk above_;
  const minhbach::Disk& below_;
};
