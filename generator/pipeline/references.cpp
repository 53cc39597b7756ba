// Flat tables: noted by who names, then put in order of who is named.
#include "pipeline/references.h"

#include <utility>

namespace minhbach::pipeline {

void References::add(std::uint32_t from, std::uint32_t to, std::string_view path) {
  OfRecord& named_by = of_[from];
  if (named_by.out_count++ == 0) named_by.out_from = static_cast<std::uint32_t>(targets_.size());
  targets_.push_back(to);
  noted_.push_back({from, path});
  ++of_[to].in_count;
}

void References::finish() {
  std::uint32_t from = 0;
  for (OfRecord& record : of_) {
    record.in_from = from;
    from += std::exchange(record.in_count, 0);
  }
  incoming_.resize(targets_.size());
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    OfRecord& to = of_[targets_[i]];
    incoming_[to.in_from + to.in_count++] = noted_[i];
  }
  noted_ = {};
}

std::span<const Incoming> References::incoming(std::uint32_t record) const {
  return std::span(incoming_).subspan(of_[record].in_from, of_[record].in_count);
}

std::span<const std::uint32_t> References::outgoing(std::uint32_t record) const {
  return std::span(targets_).subspan(of_[record].out_from, of_[record].out_count);
}

std::string_view References::path_of(const schema::Field& field, const std::string& path) {
  return paths_.try_emplace(&field, path).first->second;  // The map's nodes do not move.
}

}  // namespace minhbach::pipeline
