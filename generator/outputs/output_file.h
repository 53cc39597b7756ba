// One file of the built site.
#pragma once

#include <string>

#include "base/fingerprint.h"
#include "disk/overflow.h"

namespace minhbach {

struct OutputFile {
  std::string path;  ///< Relative to the output folder, with '/'.
  std::string bytes;
  Waiting waiting = {};     ///< Where the bytes are, when they are not above.
  std::string source = {};  ///< When not empty, the bytes are those of this file of the site …
  Fingerprint source_digest = {};  ///< … which must still be these.
  bool is_bare = false;  ///< … but without what cameras write into pictures besides the picture.
  bool kept = false;  ///< Already in place from an earlier build: `bytes` is empty and not written.
};

}  // namespace minhbach
