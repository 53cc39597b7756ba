// The portals of this repository as tests look at them: their data, and what a build of one makes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "disk/real_disk.h"
#include "support/catch.h"
#include "value/node.h"

/// A built portal: bytes by path below its output folder.
using Files = std::map<std::string, std::string>;

/// The root of the repository.
const minhbach::RealDisk& repository();

/// The portals under `site/`, by id, sorted.
std::vector<std::string> portal_ids();

/// A portal as it is on 5 July 2026, with all its languages, built once in a run of the tests; a
/// further placement as "lang-giang@xuc-tien-dau-tu". Fails the test case, with what the build had
/// to say, when the build has errors.
const Files& portal(const std::string& output);

/// A page's <main>, by its path. Fails the test case when the page is not there.
std::string main_of(const Files& files, const std::string& path);

/// A page's words: tags and references gone, blanks (also those that do not break) single.
std::string words_of(const std::string& html);

/// `text` with each run of blanks as one space, and none at the two ends.
std::string squeezed(std::string_view text);

/// A JSON file of the repository. Fails the test case when it cannot be read.
minhbach::Node read_node(const std::string& path);

/// All JSON files below a folder of the repository, in order of their paths.
std::vector<minhbach::Node> nodes_in(std::string_view folder);

/// The text of a member, "" when it is not there.
std::string text_of(const minhbach::Node& node, std::string_view key);

/// The items of a member that is a list, none when it is not there.
std::vector<minhbach::Node> items_of(const minhbach::Node& node, std::string_view key);

std::size_t count_of(std::string_view text, std::string_view part);

bool fonts_are_there();

/// A build needs the theme's fonts; without them the test case says so and ends.
#define REQUIRE_FONTS()                                                         \
  if (!fonts_are_there()) {                                                     \
    WARN("skipped: themes/cong-khai/node_modules is missing; run ./dev setup"); \
    return;                                                                     \
  }
