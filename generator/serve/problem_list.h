// Diagnostics as HTML, for the panel over a page and for the page that stands in for a site.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::serve {

/// Heading, one sentence of explanation, the list, and a button that hides it: what
/// `browser_script` puts into its panel. Errors stand first, and among them those in the files of
/// `edited`: the others may well follow from them. Beyond the first hundred only their number is
/// told. `over_page`: whether the last good page is behind it.
std::string problem_list(const std::vector<Diagnostic>& diagnostics, Language language,
                         bool over_page, const std::set<std::string>& edited = {});

/// A whole page while there is no site to show: with `problems` (of `problem_list`), or "" while
/// the first build runs. It reloads itself when there is a site.
std::string stand_in_page(std::string_view problems, std::string_view version, Language language);

}  // namespace minhbach::serve
