// A theme read from themes/<name>/: its templates, strings, and assets under fingerprinted names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fingerprint.h"
#include "model/portal.h"
#include "outputs/output_file.h"
#include "pipeline/context.h"
#include "pipeline/theme_drawing.h"
#include "templates/template_set.h"

namespace minhbach::pipeline {

/// A style sheet, script, font or picture of a theme.
struct ThemeAsset {
  std::string url;  ///< Root-relative: "/tai-nguyen/css/chinh.1f2e3d4c.css"; the name changes with
                    ///< the bytes.
  std::string bytes;
};

struct Theme {
  templates::TemplateSet templates;
  std::vector<std::pair<std::string, std::string>> strings;  ///< Sorted by key.
  std::map<std::string, ThemeAsset, std::less<>> assets;     ///< By name: "css/chinh.css".
  std::map<std::string, std::string, std::less<>>
      template_digests;        ///< By name: SHA-256 of the text.
  bool has_list_data = false;  ///< Its lists ask for danh-sach.json (pipeline/list_data.h).
  /// For types whose own template the theme does not have; "" when each type needs its own.
  std::string record_template = {}, list_template = {};

  std::unique_ptr<ThemeDrawing> drawing = {};  ///< Null when the theme draws nothing.

  /// Of all that is above.
  Fingerprint digest() const;
  std::string_view string(std::string_view key) const;  ///< "" when there is none.
};

/// The portal's theme with its strings in the portal's language; nothing when it is not there at
/// all. Broken templates and missing files are in the report.
std::optional<Theme> load_theme(const Context& ctx, const Portal& portal,
                                templates::Environment environment);

}  // namespace minhbach::pipeline
