// Does things at a place, and again when the line broke.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "publish/target.h"

namespace minhbach::publish {

/// Each function returns false, with errors in the report, when something could not be done at all,
/// or not in a number of tries without any progress. Waits longer before each.
class Tries {
 public:
  /// `count` is how often something was tried again. All must outlive this.
  Tries(Target& target, const std::function<void(unsigned seconds)>& wait, Report& report,
        std::size_t& count)
      : target_(target), wait_(wait), report_(report), count_(count) {}

  bool put(const std::vector<Upload>& files, const OnDone& done);
  /// `missing`: of which files there was nothing to be copied (Copy::from); that is no error.
  bool copy(const std::vector<Copy>& files, std::set<std::string>& missing);
  bool remove(const std::vector<std::string>& paths);
  bool write(std::string_view path, std::string_view bytes);
  bool digests(const std::vector<std::string>& paths,
               const std::function<void(const std::string&, std::optional<Digest>)>& take);
  bool run(const std::function<Result<Done>()>& once);

  /// What `once` gives in the end; its error is not in the report.
  template <typename T>
  Result<T> get(const std::function<Result<T>()>& once) {
    for (;;) {
      Result<T> result = once();
      if (result || !may_pass(result.error()) || !may_try_again(false)) return result;
    }
  }

 private:
  static bool may_pass(const Diagnostic& why);
  template <typename Item, typename Once>
  bool batch(std::vector<Item> items, const OnDone& done, const Once& once);
  bool may_try_again(bool has_progress);
  bool tell(const Failures& failures);

  Target& target_;
  const std::function<void(unsigned)>& wait_;
  Report& report_;
  std::size_t& count_;
  unsigned tries_ = 0;  ///< Without progress.
};

}  // namespace minhbach::publish
