// The benchmark's theme, loaded, and pages for it made from the data that Jinja2 is given too.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "templates/template_set.h"
#include "value/arena.h"

namespace minhbach::bench {

/// The bytes of a file, which must be there.
std::string read_file(const std::string& path);

/// Templates of the theme and, by template, the names a page sees. All that is given out lives as
/// long as this does. A mistake in either throws: they are ours.
class ThemeSample {
 public:
  /// From the theme and the data that the build made.
  ThemeSample();
  ThemeSample(const std::string& theme_folder, const std::string& data_file);

  const templates::TemplateSet& templates() const { return templates_; }
  std::span<const Entry> globals(std::string_view template_name) const;

  /// Renders one page into `out`, as the generator does: with an arena of its own.
  void render(std::string_view template_name, std::string& out) const;

 private:
  Arena arena_;
  templates::TemplateSet templates_;
  Value pages_;
};

}  // namespace minhbach::bench
