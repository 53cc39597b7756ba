// One run at a place, from looking to locking; what is then carried out is the caller's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "publish/carry_out.h"
#include "publish/lock.h"
#include "publish/publish_site.h"
#include "publish/tries.h"

namespace minhbach::publish {

/// Makes `outcome.plan` from `outcome.before`, or says in the report why it must not be carried
/// out. Asked again whenever it shows that the place holds something else, or that files are
/// doubtful.
using MakePlan = std::function<bool(const std::vector<std::string>& doubtful, Report& report)>;

/// Functions return false with errors in the report.
class Run {
 public:
  Run(const PublishPlace& place, Target& target, const Orders& orders, Report& report,
      Outcome& outcome, MakePlan make_plan);

  /// Connects.
  bool open();
  /// Reads the manifest, and plans. With a `hint`, the manifest that is likely there, a plan that
  /// changes something is made by that: the place is asked once it is locked, which saves a
  /// request.
  bool look(std::string_view hint = {});
  /// Believes what is really there rather than what the manifest says of it, and plans. Who owns
  /// the place, how old it is and which versions it keeps is the manifest's to say, if it can be
  /// read.
  bool adopt(const SiteFiles& site);

  /// Whether a run that was cut off left its lock there; it is read then.
  bool find_lock();
  const std::optional<Lock>& found() const { return found_; }

  /// The manifest that the plan was made by; "" none.
  const std::string& manifest_bytes() const { return manifest_bytes_; }
  /// Whether the place is as the plan wants it already, as far as manifests say.
  bool is_whole() const;

  /// Puts the lock, or takes over the one that is there. Afterwards nobody else changes anything
  /// there, and the plan is made by what stands there now.
  bool lock();
  /// Gives the lock back; nothing was begun.
  void release();

  /// What is to be carried out, once locked.
  Work work(const SiteFiles& site) const;
  const Lock& own_lock() const { return lock_; }

  bool fail(Diagnostic diagnostic);

 private:
  Result<std::optional<std::string>> read(std::string_view path);
  bool is_manifest_known();
  bool read_manifest_there();
  bool take(const std::optional<std::string>& manifest);
  bool look_at_files(bool has_manifest);
  bool find_strays();
  bool believe(std::string_view bytes);
  bool is_empty();
  bool are_rules_in_the_way();
  std::set<std::string> releases_there() const;
  bool prepare();
  std::optional<bool> known_of_lock() const;
  bool take_over();
  bool may_take_over();
  bool hold();
  bool hold_again();
  bool write_lock();

  const PublishPlace& place_;
  Target& target_;
  const Orders& orders_;
  Report& report_;
  Outcome& outcome_;
  const MakePlan make_plan_;
  Tries tries_;
  std::uint64_t base_number_ = 0;
  std::string manifest_bytes_;
  const SiteFiles* adopted_ = nullptr;  ///< What is looked for at the place; null: it is believed.
  std::vector<std::string> differing_;  ///< Not at the place as its manifest says; sorted.
  std::vector<std::string> strays_;     ///< Releases that the manifest does not know.
  std::string newest_;                  ///< The newest release that is there.
  std::optional<Lock> found_;
  std::optional<bool> can_lock_;  ///< Whether the place has locked, when that was asked.
  Lock lock_;
};

}  // namespace minhbach::publish
