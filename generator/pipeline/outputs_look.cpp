// One counter that both threads take from.
#include "pipeline/outputs_look.h"

#include <algorithm>

#include "base/parallel.h"
#include "pipeline/write_outputs.h"

namespace minhbach::pipeline {

OutputsLook::OutputsLook(const Context& ctx, const Disk& out) : ctx_(ctx), out_(out) {
  if (ctx.options.jobs > 1) aside_ = std::async(aside, [this] { look(); });
}

OutputsLook::~OutputsLook() {
  is_given_up_ = true;  // The build has errors: nobody wants to know.
  if (aside_.valid()) aside_.wait();
}

void OutputsLook::finish(std::vector<std::string>& listed, std::vector<std::string>& missing) {
  look();
  if (aside_.valid()) aside_.get();
  for (std::size_t i = 0; i < is_gone_.size(); ++i) {
    if (is_gone_[i]) missing.push_back(listed_[i]);
  }
  listed = std::move(listed_);
}

void OutputsLook::look() {
  std::call_once(once_, [this] {
    listed_ = listed_outputs(ctx_, out_);
    is_gone_.resize(listed_.size());
  });
  constexpr std::size_t at_once = 64;
  for (std::size_t from; !is_given_up_ && (from = next_.fetch_add(at_once)) < is_gone_.size();) {
    const std::size_t to = std::min(from + at_once, is_gone_.size());
    for (std::size_t i = from; i < to; ++i) is_gone_[i] = !out_.is_present(listed_[i]);
  }
}

}  // namespace minhbach::pipeline
