// One file of the built site.
#pragma once

#include <string>

namespace minhbach {

struct OutputFile {
  std::string path;   ///< Relative to the output folder, with '/'.
  std::string bytes;
};

}  // namespace minhbach
