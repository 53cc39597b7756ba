// A program started by a test, which the test can kill at any moment.
#pragma once

#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/// It does not outlive the object.
class RunningProgram {
 public:
  /// `output`: the file that gets what it prints.
  explicit RunningProgram(std::vector<std::string> arguments,
                          const std::string& output = "/dev/null") {
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
      ::dup2(file, STDOUT_FILENO);
      ::dup2(file, STDERR_FILENO);
      ::execv(pointers[0], pointers.data());
      ::_exit(127);
    }
  }
  ~RunningProgram() { end(SIGKILL); }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  bool has_ended() {
    if (process_ > 0 && ::waitpid(process_, &status_, WNOHANG) == process_) process_ = -1;
    return process_ <= 0;
  }

  /// Sends `signal`, unless it is 0, and waits. True when the program came to an end of its own.
  bool end(int signal = 0) {
    if (process_ > 0) {
      if (signal != 0) ::kill(process_, signal);
      ::waitpid(std::exchange(process_, -1), &status_, 0);
    }
    return WIFEXITED(status_);
  }

  /// -1 when a signal ended it.
  int exit_code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1; }

 private:
  pid_t process_ = -1;
  int status_ = 0;
};
