// Whether a text is the name of a person, for documents that say who wrote them.
#pragma once

#include <string_view>

namespace minhbach::documents {

/// True for two to six words, each with a capital, of which the first is a Vietnamese family name
/// with its marks ("Nguyễn Văn A"); a text without any mark needs a usual middle name as well
/// ("TRAN THI B"). Offices, places, programs and accounts ("Đoàn Thanh Niên", "Hà Nội", "admin")
/// are none, nor are names of other countries.
bool is_person_name(std::string_view text);

}  // namespace minhbach::documents
