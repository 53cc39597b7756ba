// Runs `minhbach serve`: what it prints, its exit codes, and that it ends when it is asked to.
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/wait.h>

#include "support/catch.h"
#include "support/raw_client.h"
#include "unit/disk/temporary_folder.h"

namespace {

/// The program with a copy of the small site, its output in a pipe.
class ServeProgram {
 public:
  explicit ServeProgram(std::vector<std::string> arguments) {
    std::filesystem::copy(SOURCE_FOLDER "/tests/support/small_site", site.path,
                          std::filesystem::copy_options::recursive);
    arguments.insert(arguments.begin(), {PROGRAM, "--goc", site.path, "serve"});
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    child_ = fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      dup2(ends[1], 1);
      dup2(ends[1], 2);
      execv(PROGRAM, pointers.data());
      _exit(127);
    }
    close(ends[1]);
    output_ = ends[0];
  }
  ~ServeProgram() {
    if (child_ > 0) end(SIGKILL);
    close(output_);
  }

  /// Reads on until `part` has been printed; false when the program ended without it.
  bool prints(std::string_view part) {
    char bytes[4096];
    while (printed.find(part) == std::string::npos) {
      const ssize_t count = read(output_, bytes, sizeof bytes);
      if (count <= 0) return false;
      printed.append(bytes, static_cast<std::size_t>(count));
    }
    return true;
  }

  /// Its exit code; -1 when a signal ended it.
  int end(int signal = 0) {
    if (signal != 0) kill(child_, signal);
    int status = 0;
    waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::uint16_t port() {
    REQUIRE(prints("\n"));
    const std::size_t at = printed.find("http://localhost:");
    REQUIRE(at != std::string::npos);
    return static_cast<std::uint16_t>(
        std::stoi(printed.substr(at + std::strlen("http://localhost:"))));
  }

  TemporaryFolder site;
  std::string printed;

 private:
  pid_t child_ = -1;
  int output_ = -1;
};

}  // namespace

TEST_CASE("serve prints the address, answers there, tells of edits and ends with 0 when asked to") {
  for (const int signal : {SIGINT, SIGTERM}) {
    ServeProgram program({"--port", "0", "--ngay", "2026-07-05"});
    const std::uint16_t port = program.port();
    CHECK(program.prints("Dừng bằng Ctrl-C."));
    CHECK(program.prints("đã dựng trong "));
    CHECK(status_line(get(port, "/")) == "HTTP/1.1 200 OK");
    const std::string file = program.site.path + "/content/xa-mau/tin-bai/moi.md";
    std::ofstream(file) << "---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n";
    CHECK(program.prints("đã sửa: content/xa-mau/tin-bai/moi.md"));
    CHECK(program.prints("moi.md:3:12: lỗi["));
    CHECK(program.prints("trình duyệt tự cập nhật"));
    CHECK(program.end(signal) == 0);
  }
}

TEST_CASE("the browser that serve opens is not ended with it") {
  const TemporaryFolder tools;
  const std::string told = tools.path + "/phien";
  // Writes its session and its process number, which are the same in a session of its own.
  std::ofstream(tools.path + "/xdg-open")
      << "#!/bin/sh\ncut -d ' ' -f 6 /proc/$$/stat >" << told << ".tam; echo $$ >>" << told
      << ".tam; mv " << told << ".tam " << told << "\n";
  std::filesystem::permissions(tools.path + "/xdg-open", std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  setenv("PATH", (tools.path + ":" + path).c_str(), 1);
  ServeProgram program({"--port", "0", "--mo", "--ngay", "2026-07-05"});
  setenv("PATH", path.c_str(), 1);
  CHECK(program.prints("đã dựng trong "));
  for (int i = 0; i < 1000 && !std::filesystem::exists(told); ++i) usleep(10'000);
  int session = 0, process = 0;
  std::ifstream(told) >> session >> process;
  CHECK(process > 0);
  CHECK(session == process);
  CHECK(program.end(SIGINT) == 0);
}

TEST_CASE("serve says what is wrong with its options and exits with 2") {
  ServeProgram number({"--port", "70000"});
  CHECK(number.prints("--port: \"70000\""));
  CHECK(number.end() == 2);
  ServeProgram address({"--nghe", "192.0.2.1", "--port", "0"});
  CHECK(address.prints("lỗi[MB1003]"));
  CHECK(address.end() == 2);
  ServeProgram portal({"khong-co", "--port", "0"});
  CHECK(portal.prints("khong-co"));
  CHECK(portal.end() == 2);
  ServeProgram first({"--port", "0"});
  ServeProgram second({"--port", std::to_string(first.port())});
  CHECK(second.prints("lỗi[MB1001]"));
  CHECK(second.end() == 2);
}
