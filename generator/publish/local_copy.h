// The manifest as this machine left it at a place: what is likely there, so that less need be
// asked.
#pragma once

#include <string>
#include <string_view>

#include "model/publish_place.h"

namespace minhbach::publish {

/// One for each place, in the output folder, under its name and address: a name that is given to
/// another address has none there. A hint and no more: nothing is decided by it alone.
class LocalCopy {
 public:
  /// Reads what is there.
  LocalCopy(const std::string& site_folder, const PublishPlace& place);

  const std::string& file() const { return file_; }
  /// "" when there is none.
  const std::string& bytes() const { return bytes_; }
  /// In one step, and not when it holds these bytes already. Without it, the next run only has to
  /// ask more.
  void keep(std::string_view bytes);

 private:
  const std::string file_;
  std::string bytes_;
};

}  // namespace minhbach::publish
