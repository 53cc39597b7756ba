// A disk that passes everything on to another: what a build opens and closes, and the test keeps.
#pragma once

#include "disk/disk.h"

class BorrowedDisk : public minhbach::Disk {
 public:
  explicit BorrowedDisk(minhbach::Disk& disk) : disk_(disk) {}

  minhbach::Result<std::string> read(std::string_view path) const override {
    return disk_.read(path);
  }
  bool is_file(std::string_view path) const override { return disk_.is_file(path); }
  bool is_folder(std::string_view path) const override { return disk_.is_folder(path); }
  std::vector<minhbach::FileEntry> list(
      std::string_view folder, std::vector<minhbach::Diagnostic>& problems) const override {
    return disk_.list(folder, problems);
  }
  std::vector<std::string> folders(std::string_view folder) const override {
    return disk_.folders(folder);
  }
  minhbach::Result<minhbach::Written> write(std::string_view path,
                                            std::string_view bytes) override {
    return disk_.write(path, bytes);
  }
  minhbach::Result<minhbach::Done> append(std::string_view path, std::string_view bytes) override {
    return disk_.append(path, bytes);
  }
  minhbach::Result<minhbach::Done> remove(std::string_view path) override {
    return disk_.remove(path);
  }

 private:
  minhbach::Disk& disk_;
};
