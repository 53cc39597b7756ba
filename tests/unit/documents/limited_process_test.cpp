// What a program run on a stranger's file cannot do.
#include "documents/limited_process.h"

#include "support/catch.h"

using namespace minhbach::documents;
using End = ProcessResult::End;

TEST_CASE("a program reads its input and its output is taken") {
  const std::string large(3'000'000, 'x');
  const ProcessResult result = run_limited("cat", {std::string(input_path)}, large);
  CHECK(result.succeeded());
  CHECK(result.output == large);
  CHECK(run_limited("false", {}, "").exit_code == 1);
}

TEST_CASE("a program that is not there is told from one that fails") {
  CHECK(run_limited("khong-co-lenh-nay", {}, "").end == End::not_installed);
}

TEST_CASE("a program is stopped at each limit") {
  ProcessLimits limits;
  limits.wall_time = std::chrono::seconds(1);
  CHECK(run_limited("sleep", {"20"}, "", limits).end == End::over_limit);
  limits.output = 1000;
  CHECK(run_limited("yes", {}, "", limits).end == End::over_limit);
  limits = {};
  limits.cpu_seconds = 1;
  CHECK(run_limited("md5sum", {"/dev/zero"}, "", limits).end == End::over_limit);
  limits = {};
  limits.memory = 64u << 20;
  const ProcessResult sorted = run_limited("sort", {"-S", "500M", "/dev/zero"}, "", limits);
  CHECK_FALSE(sorted.succeeded());
}

TEST_CASE("a program sees nothing of the environment and writes no file") {
  const ProcessResult said = run_limited("env", {}, "");
  CHECK(said.output == "LC_ALL=C.UTF-8\n");
  CHECK(run_limited("pwd", {}, "").output == "/\n");
  const std::string file = "/tmp/minhbach-process-test";
  const ProcessResult written = run_limited("cp", {std::string(input_path), file}, "bytes");
  CHECK_FALSE(written.succeeded());
  std::remove(file.c_str());
}

TEST_CASE("a program that closes its outputs and stays is ended at its time too") {
  ProcessLimits limits;
  limits.wall_time = std::chrono::seconds(1);
  const auto begun = std::chrono::steady_clock::now();
  const ProcessResult result =
      run_limited("sh", {"-c", "exec >&- 2>&-; exec sleep 20"}, "", limits);
  CHECK(result.end == End::over_limit);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
  CHECK(run_limited("sh", {"-c", "exec >&- 2>&-; exit 3"}, "", limits).exit_code == 3);
}
