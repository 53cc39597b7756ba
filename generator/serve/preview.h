// The preview server: watches, rebuilds, shows, and tells browsers to reload.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/stop_signal.h"
#include "serve/rebuild.h"
#include "serve/watcher.h"

namespace minhbach::serve {

struct PreviewOptions {
  Subject subject;
  /// IP address to listen on; "" for this machine alone (127.0.0.1 and ::1).
  std::string address;
  /// Of the first portal; each further one has the next number. 0: any free ones.
  std::uint16_t port = 0;
  /// Go on to the next number as long as that one is taken.
  bool or_next_free = false;
  /// Told of a request that failed for a fault of ours; from another thread.
  std::function<void(std::string_view what)> failed;
};

/// One build, as told to whoever runs the preview. Refers to what lives during the call only.
struct Round {
  const Report& report;
  const Changes& changes;  ///< None at the first build.
  double seconds = 0;
};

class Preview {
 public:
  /// Opens the ports and starts to watch; from then on browsers are answered.
  static Result<std::unique_ptr<Preview>> open(const PreviewOptions& options);
  ~Preview();

  /// The address of a page that lists all portals.
  std::string index_url() const;
  /// The address of each portal's home page, in order.
  std::vector<std::string> urls() const;

  /// Builds, and builds again after each edit, until `stop` is requested. `tell` is called after
  /// each build, on this thread, when browsers are shown it.
  void run(http::StopSignal& stop, const std::function<void(const Round&)>& tell);

 private:
  struct Parts;
  explicit Preview(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace minhbach::serve
