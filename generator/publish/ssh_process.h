// The OpenSSH client as a pipe to a server's SFTP.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/publish_place.h"
#include "publish/address.h"

namespace minhbach::publish {

/// A running `ssh -s HOST sftp`. Host keys are checked always: against `khoa_may_chu`, else against
/// the known_hosts files. A password is read from the environment by ssh's helper alone, so that it
/// stands in no file and in no argument.
class SshProcess {
 public:
  /// False when the program ssh is not among those of this machine (PATH).
  static bool can_be();

  SshProcess() = default;
  ~SshProcess() { stop(); }
  SshProcess(const SshProcess&) = delete;
  SshProcess& operator=(const SshProcess&) = delete;

  /// Fails only when ssh cannot be run; a server that refuses shows as the end of its output.
  Result<Done> start(const PublishPlace& place, const Address& address);
  void stop();

  /// To ssh, and from it; neither blocks.
  int in() const { return in_; }
  int out() const { return out_; }

  /// Why ssh ended, from what it said; asks the server for its key where that was the reason.
  Diagnostic reason(const PublishPlace& place, const Address& address);

 private:
  Result<Done> make_folder(const PublishPlace& place, const Address& address);
  std::string said();

  int in_ = -1, out_ = -1, errors_ = -1;
  int process_ = -1;
  std::string folder_;  ///< Of files for ssh, which go with it.
};

}  // namespace minhbach::publish
