// One value of a JSON object replaced or taken away, with all the rest left as it is written.
#pragma once

#include <string>
#include <string_view>

namespace minhbach::cli {

/// `text`, sound JSON, with `value` (JSON) in place of what its outermost object has under `key`,
/// or under "ban_dich.en" that object's own; as it is when it has no such key.
std::string with_value(const std::string& text, std::string_view key, std::string_view value);

/// `text` without what stands under `key`, named as for with_value.
std::string without_value(const std::string& text, std::string_view key);

}  // namespace minhbach::cli
