// Makes XLSX files part by part, so that a test can say exactly what is wrong with one.
#pragma once

#include <cstdlib>
#include <map>
#include <string>

#include <zip.h>

/// The bytes of a ZIP archive with these parts.
inline std::string zip_of(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  for (const auto& [name, text] : parts)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
  zip_close(archive);
  zip_source_open(memory);
  zip_source_seek(memory, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
  zip_source_seek(memory, 0, SEEK_SET);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

/// A workbook with one sheet "Bảng", whose rows (`<row>…</row>`) and what follows them are given.
struct WorkbookParts {
  std::string rows;
  std::string after = "";     ///< Behind `sheetData`: merged cells.
  std::string shared = "";    ///< Shared strings: `<si>…</si>`.
  std::string formats = "";   ///< `<numFmts>…</numFmts><cellXfs>…</cellXfs>`.
  std::string settings = "";  ///< `<workbookPr …/>`.
  std::string state = "";     ///< `state="hidden"`.
  std::string head = "";      ///< Before the sheet's root element: a DOCTYPE.

  std::map<std::string, std::string> parts() const {
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    const auto relation = [&](const std::string& id, const std::string& kind,
                              const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + types + "/" + kind + "\" Target=\"" +
             target + "\"/>";
    };
    return {
        {"_rels/.rels",
         relations + relation("a", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + types + "\">" + settings +
             "<sheets><sheet name=\"Bảng\" sheetId=\"1\" " + state +
             " r:id=\"r1\"/><sheet name=\"Hai\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         relations + relation("r1", "worksheet", "worksheets/sheet1.xml") +
             relation("r2", "worksheet", "/xl/worksheets/sheet2.xml") +
             relation("r3", "sharedStrings", "sharedStrings.xml") +
             relation("r4", "styles", "styles.xml") + "</Relationships>"},
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + main + "\">" + shared + "</sst>"},
        {"xl/styles.xml", "<styleSheet xmlns=\"" + main + "\">" + formats + "</styleSheet>"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows +
                                         "</sheetData>" + after + "</worksheet>"},
        {"xl/worksheets/sheet2.xml",
         "<x:worksheet xmlns:x=\"" + main +
             "\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>ten</x:t></x:is></x:c></x:row>"
             "</x:sheetData></x:worksheet>"}};
  }
  std::string bytes() const { return zip_of(parts()); }
};

/// `<c …>` with a text in it.
inline std::string text_cell(const std::string& name, const std::string& text) {
  return "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
