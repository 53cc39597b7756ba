// Which files that earlier runs wrote are gone, looked at while the build goes on.
#pragma once

#include <atomic>
#include <future>
#include <mutex>
#include <string>
#include <vector>

#include "pipeline/context.h"

namespace minhbach::pipeline {

/// Asked of each, which takes about as long as looking for changed sources: one thread does it,
/// until somebody has to know, who then helps. Context and disk must outlive it.
class OutputsLook {
 public:
  OutputsLook(const Context& ctx, const Disk& out);
  ~OutputsLook();
  OutputsLook(const OutputsLook&) = delete;
  OutputsLook& operator=(const OutputsLook&) = delete;

  /// All that earlier runs wrote, and what of it is gone; sorted. To be called once.
  void finish(std::vector<std::string>& listed, std::vector<std::string>& missing);

 private:
  void look();

  const Context& ctx_;
  const Disk& out_;
  std::vector<std::string> listed_;
  std::vector<char> is_gone_;
  std::once_flag once_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> is_given_up_ = false;
  std::future<void> aside_;
};

}  // namespace minhbach::pipeline
