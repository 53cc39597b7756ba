// What `--help` prints, in the language of the messages.
#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "base/diagnostic.h"

namespace minhbach::cli {

/// Lays out the help of a command. By hand, because CLI11's own layout counts bytes where
/// Vietnamese needs letters, has English words that no label replaces, and differs between its
/// versions.
class HelpText : public CLI::FormatterBase {
 public:
  explicit HelpText(Language language) : language_(language) {}

  std::string make_help(const CLI::App* command, std::string name,
                        CLI::AppFormatMode mode) const override;

 private:
  const char* say(const char* vi, const char* en) const {
    return language_ == Language::vi ? vi : en;
  }

  Language language_;
};

/// `text` in lines of at most `width` letters, broken at spaces, all but the first indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 100);

/// `text` followed by spaces up to `width` letters.
std::string padded(std::string_view text, std::size_t width);

}  // namespace minhbach::cli
