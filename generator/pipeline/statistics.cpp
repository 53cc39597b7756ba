// Reads figures and judges shares.
#include "pipeline/statistics.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/messages.h"
#include "text/date.h"
#include "value/from_json.h"
#include "value/node.h"

namespace minhbach::pipeline {
namespace {

std::string text_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr && found->kind == Node::Kind::text ? found->text : std::string();
}

/// A whole number from 0 to a million million, which no portal's votes reach.
std::optional<int> count_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  if (found == nullptr || found->kind != Node::Kind::number || found->text.size() > 9 ||
      found->text.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::atoi(found->text.c_str());
}

bool is_quarter(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 7 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         text.substr(4, 2) == "-Q" && text[6] >= '1' && text[6] <= '4';
}

std::optional<UsefulCell> read_cell(const Node& node, int least) {
  UsefulCell out;
  out.group = text_of(node, "nhom");
  out.quarter = text_of(node, "quy");
  if (out.group.empty() || !is_quarter(out.quarter)) return std::nullopt;
  if (const Node* hidden = node.find("an"); hidden != nullptr) {
    const bool is_bare = node.find("n") == nullptr && node.find("huu_ich") == nullptr;
    return hidden->text == "true" && is_bare ? std::optional(out) : std::nullopt;
  }
  const std::optional<int> votes = count_of(node, "n"), useful = count_of(node, "huu_ich");
  out.as_of = text_of(node, "den_ngay");
  // Fewer would say too much of single readers, whatever made this file.
  if (!votes || !useful || *votes < least || *useful > *votes || !text::parse_date(out.as_of))
    return std::nullopt;
  out.votes = *votes;
  out.useful = *useful;
  return out;
}

}  // namespace

UsefulFigures read_useful_figures(const SourceText& source, Report& report) {
  UsefulFigures out;
  const auto refuse = [&](const Node& at) {
    report.add(source.diagnostic(messages::figures_wrong, at.line, at.column, {}));
  };
  const Result<Node> document = read_json(source);
  if (!document) {
    report.add(document.error());
    return out;
  }
  constexpr int least_allowed = 10;
  const std::optional<int> least = count_of(*document, "nguong");
  const Node* cells = document->find("o");
  if (text_of(*document, "bieu_mau") != "huu_ich" || !least || *least < least_allowed ||
      cells == nullptr || cells->kind != Node::Kind::sequence) {
    refuse(*document);
    return out;
  }
  out.least = *least;
  for (const Node& node : cells->items) {
    if (std::optional<UsefulCell> cell = read_cell(node, *least)) {
      out.cells.push_back(std::move(*cell));
    } else {
      refuse(node);
    }
  }
  std::sort(out.cells.begin(), out.cells.end(), [](const UsefulCell& a, const UsefulCell& b) {
    return a.quarter != b.quarter ? a.quarter > b.quarter : a.group < b.group;
  });
  return out;
}

Share wilson_share(int useful, int votes) {
  constexpr double z = 1.959963984540054;  // The 97.5th percentile of the normal distribution.
  const double n = votes, p = useful / n, z2 = z * z;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return {100 * p, 100 * std::max(0.0, centre - half), 100 * std::min(1.0, centre + half)};
}

}  // namespace minhbach::pipeline
