// Who names whom among the records of a portal, both ways.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/type.h"

namespace minhbach::pipeline {

/// That a record names another, and in which field.
struct Incoming {
  std::uint32_t from = 0;
  std::string_view path;  ///< "chi_tieu", "can_cu.van_ban"; lives as long as the Assembly.
};

/// Who names whom. Vectors "by record" as in Assembly.
class References {
 public:
  /// `records`: how many there are.
  explicit References(std::size_t records = 0) : of_(records) {}

  /// Names of one record are noted one after another; `path` outlives this.
  void add(std::uint32_t from, std::uint32_t to, std::string_view path);
  /// When all have been noted.
  void finish();

  /// Who names it, in the order they were noted.
  std::span<const Incoming> incoming(std::uint32_t record) const;
  /// Whom it names, in that order.
  std::span<const std::uint32_t> outgoing(std::uint32_t record) const;
  /// The same path, wherever it is used.
  std::string_view path_of(const schema::Field& field, const std::string& path);

 private:
  struct OfRecord {
    std::uint32_t out_from = 0, out_count = 0, in_from = 0, in_count = 0;
  };
  std::vector<OfRecord> of_;
  std::vector<std::uint32_t> targets_;
  std::vector<Incoming> noted_;  ///< By target's place in `targets_`, until finish().
  std::vector<Incoming> incoming_;
  std::unordered_map<const schema::Field*, std::string> paths_;
};

}  // namespace minhbach::pipeline
