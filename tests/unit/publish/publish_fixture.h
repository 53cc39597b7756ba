// A built site and a folder to publish it to, both in a temporary folder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "publish/folder_target.h"
#include "publish/local_copy.h"
#include "publish/publish_site.h"

namespace minhbach::publish {

struct PublishFixture {
  std::string root;
  PublishPlace place;
  Orders orders;
  std::vector<std::string> paths;
  std::vector<std::string> codes;  ///< Of what the last run said.
  unsigned waited = 0;
  std::int64_t built = 1'000'000'000;

  PublishFixture() {
    std::string name = std::filesystem::temp_directory_path() / "minhbach-publish-XXXXXX";
    root = mkdtemp(name.data());
    place.name = "chinh";
    place.address = root + "/web";
    place.most_deleted_share = 100;
    orders.time = 1'800'000'000;
    orders.wait = [this](unsigned seconds) { waited += seconds; };
    write_page("index.html", "<p>một</p>");
    write_page("tai-nguyen/a.11.css", "a");
    write_page("lien-he/index.html", "<p>hai</p>");
  }
  ~PublishFixture() { std::filesystem::remove_all(root); }

  static void write(const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  static std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return file ? out.str() : "(none)";
  }

  void write_page(const std::string& path, const std::string& bytes) {
    write(root + "/public/" + path, bytes);
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  }
  void remove_page(const std::string& path) {
    std::filesystem::remove(root + "/public/" + path);
    std::erase(paths, path);
  }
  std::string web(const std::string& path) const { return read(root + "/web/" + path); }

  SiteFiles site(Report& report) const {
    SiteFiles out = read_site_files(root + "/public", "xa", paths, 2, report);
    out.built = built;
    return out;
  }

  Outcome publish() {
    Report report;
    const auto target = folder_target(place.address, 2);
    const Outcome out = publish_site(site(report), place, *target, orders, report);
    note(report);
    return out;
  }
  Outcome roll_back(unsigned steps) {
    Report report;
    const auto target = folder_target(place.address, 2);
    const Outcome out = publish::roll_back(steps, "xa", place, *target, orders, report);
    note(report);
    return out;
  }

  void note(const Report& report) {
    codes.clear();
    for (const Diagnostic& one : report.sorted()) codes.emplace_back(one.message->code);
  }
};

using Codes = std::vector<std::string>;

}  // namespace minhbach::publish
