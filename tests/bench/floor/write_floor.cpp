// The least a generator can need: how long plain writing of a finished site's files takes.
//
// write_floor SITE SCRATCH - reads SITE into memory, then, with one thread and with two, makes its
// folders and files anew in SCRATCH ("fresh"), writes them all again ("rewrite"), and reads and
// compares them ("compare", what a run must do that leaves equal files alone). One line of JSON.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct File {
  std::string path;
  std::string bytes;
};

struct Tree {
  std::vector<std::string> folders;  ///< Parents first.
  std::vector<File> files;
  std::size_t bytes = 0;
};

[[noreturn]] void give_up(const char* what, const std::string& path) {
  std::fprintf(stderr, "write_floor: %s %s: %s\n", what, path.c_str(), std::strerror(errno));
  std::exit(1);
}

class Descriptor {
 public:
  Descriptor(int folder, const std::string& path, int flags)
      : number_(openat(folder, path.c_str(), flags | O_CLOEXEC, 0644)) {
    if (number_ < 0) give_up("open", path);
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

void read_whole(const Descriptor& from, std::string& into, const std::string& path) {
  for (std::size_t done = 0; done < into.size();) {
    const ssize_t count = read(from.number(), into.data() + done, into.size() - done);
    if (count <= 0) give_up("read", path);
    done += static_cast<std::size_t>(count);
  }
}

Tree read_tree(const fs::path& site) {
  Tree out;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(site)) {
    std::string path = entry.path().lexically_relative(site).string();
    if (entry.is_directory()) {
      out.folders.push_back(std::move(path));
    } else if (entry.is_regular_file()) {
      File file{std::move(path), std::string(entry.file_size(), '\0')};
      read_whole(Descriptor(AT_FDCWD, entry.path().string(), O_RDONLY), file.bytes, file.path);
      out.bytes += file.bytes.size();
      out.files.push_back(std::move(file));
    }
  }
  std::sort(out.folders.begin(), out.folders.end());
  std::sort(out.files.begin(), out.files.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  return out;
}

/// Opened relative to the root's descriptor: the cheapest plain form.
void write_file(int root, const File& file) {
  const Descriptor out(root, file.path, O_WRONLY | O_CREAT | O_TRUNC);
  for (std::size_t done = 0; done < file.bytes.size();) {
    const ssize_t count = write(out.number(), file.bytes.data() + done, file.bytes.size() - done);
    if (count < 0) give_up("write", file.path);
    done += static_cast<std::size_t>(count);
  }
}

void compare_file(int root, const File& file) {
  const Descriptor in(root, file.path, O_RDONLY);
  struct stat found {};
  if (fstat(in.number(), &found) != 0) give_up("stat", file.path);
  std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
  read_whole(in, bytes, file.path);
  if (bytes != file.bytes) give_up("another file than was written:", file.path);
}

using OneFile = void (*)(int root, const File& file);

void for_all(const std::vector<File>& files, int root, unsigned threads, OneFile work) {
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&, t] {
      const std::size_t end = files.size() * (t + 1) / threads;
      for (std::size_t i = files.size() * t / threads; i < end; ++i) work(root, files[i]);
    });
  }
}

double seconds_of(const std::function<void()>& work) {
  const Clock::time_point start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void measure(const Tree& tree, const fs::path& scratch, unsigned threads) {
  const std::string out = (scratch / std::to_string(threads)).string();
  sync();  // What earlier work left for the disk is not ours.
  const Clock::time_point start = Clock::now();
  if (mkdir(out.c_str(), 0755) != 0) give_up("mkdir", out);
  const Descriptor root(AT_FDCWD, out, O_PATH | O_DIRECTORY);
  for (const std::string& folder : tree.folders) {
    if (mkdirat(root.number(), folder.c_str(), 0755) != 0) give_up("mkdir", folder);
  }
  for_all(tree.files, root.number(), threads, write_file);
  const double fresh = std::chrono::duration<double>(Clock::now() - start).count();
  const double rewrite =
      seconds_of([&] { for_all(tree.files, root.number(), threads, write_file); });
  const double compare =
      seconds_of([&] { for_all(tree.files, root.number(), threads, compare_file); });
  std::printf(R"({"threads": %u, "fresh": %.6f, "rewrite": %.6f, "compare": %.6f})", threads, fresh,
              rewrite, compare);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: write_floor SITE SCRATCH\n");
    return 2;
  }
  const fs::path scratch = arguments[2];
  const Tree tree = read_tree(arguments[1]);
  fs::create_directories(scratch);
  std::printf(R"({"files": %zu, "folders": %zu, "bytes": %zu, "runs": [)", tree.files.size(),
              tree.folders.size(), tree.bytes);
  measure(tree, scratch, 1);
  std::printf(", ");
  measure(tree, scratch, 2);
  std::printf("]}\n");
}
