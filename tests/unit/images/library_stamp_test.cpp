// Another release of a library is another stamp.
#include "images/library_stamp.h"

#include <filesystem>
#include <fstream>

#include "images/kept_files.h"
#include "support/catch.h"

using namespace minhbach::images;

TEST_CASE("a file that is new, of another size or another time changes the stamp") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "minhbach-stamp-test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string path = (folder / "libve.so.2").string();
  const std::string missing = stamp_of_files({path});
  std::ofstream(path) << "1.16";
  const auto time = fs::last_write_time(path);
  const std::string first = stamp_of_files({path});
  CHECK(first != missing);
  CHECK(stamp_of_files({path}) == first);
  fs::last_write_time(path, time + std::chrono::seconds(5));
  const std::string later = stamp_of_files({path});
  CHECK(later != first);
  std::ofstream(path) << "1.18.0";
  fs::last_write_time(path, time);
  CHECK(stamp_of_files({path}) != first);
  fs::remove_all(folder);
}

TEST_CASE("the libraries of this machine are found without being loaded") {
  CHECK(library_stamp().find(':') != std::string::npos);
  // Cairo is there: its headers were needed to build this.
  CHECK_FALSE(library_stamp().starts_with(" -"));
}
