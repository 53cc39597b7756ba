// Whether a text is the name of a person, for documents that say who wrote them.
#pragma once

#include <string_view>

namespace minhbach::documents {

/// True for two to six words, each with a capital, of which the first is a Vietnamese family name
/// ("Nguyễn Văn A", "TRAN THI B"): what is found is a person almost always. Names of offices, of
/// programs and of accounts ("UBND xã", "admin") are none, nor are names of other countries.
bool is_person_name(std::string_view text);

}  // namespace minhbach::documents
