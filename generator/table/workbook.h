// What the sheets of an XLSX file share: their names, its texts, its number formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "table/number_format.h"
#include "table/xml_events.h"
#include "table/zip_parts.h"

namespace minhbach::table {

struct SheetPart {
  std::string name;
  std::string part;  ///< Its name in the archive.
  bool is_hidden = false;
};

struct Workbook {
  std::vector<SheetPart> sheets;
  std::vector<std::string> texts;    ///< Shared strings, by number.
  std::vector<NumberFormat> styles;  ///< What each cell format shows of a number.
  bool from_1904 = false;
};

/// Everything but the sheets themselves.
Result<Workbook> read_workbook(ZipParts& parts);

/// Reads one part through `events`. Done as well when `events` had enough and stopped.
Result<Done> read_part(ZipParts& parts, const std::string& name, XmlEvents& events);

/// Text as XML holds it in a workbook, where _x000D_ stands for a control character.
std::string unescape_text(std::string_view text);

}  // namespace minhbach::table
