// What a DOCX or XLSX file says of itself.
#pragma once

#include <cstdint>
#include <string_view>

namespace minhbach::documents {

struct OfficeFacts {
  enum class State : std::uint8_t { read, locked, broken };

  State state = State::broken;
  int count =
      0;  ///< Pages of a DOCX as its writer last counted them, sheets of an XLSX; 0 unknown.
  bool names_person = false;  ///< Says who wrote or last changed it, and that is a person.
};

OfficeFacts docx_facts(std::string_view bytes);
OfficeFacts xlsx_facts(std::string_view bytes);

}  // namespace minhbach::documents
