// Opening and unpacking with libzip, and telling what is no XLSX at all.
#include "table/zip_parts.h"

#include <fmt/format.h>

#include "table/messages.h"
#include "table/zip_library.h"

namespace minhbach::table {
namespace {

constexpr zip_int64_t most_parts = 5000;

Diagnostic refuse(const Message& message, const std::string& path,
                  std::vector<std::string> arguments = {}) {
  Diagnostic out;
  out.message = &message;
  out.place.file = path;
  out.arguments = std::move(arguments);
  return out;
}

/// What a file that is no ZIP archive is: office programs put a file under a password, and every
/// old .xls, into Microsoft's compound format.
const Message& explain_other_format(std::string_view bytes) {
  constexpr std::string_view compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  constexpr std::string_view encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (!bytes.starts_with(compound)) return messages::not_xlsx;
  return bytes.find(encrypted) == std::string_view::npos ? messages::old_xls
                                                         : messages::xlsx_password;
}

}  // namespace

void ZipParts::close(zip* archive) { libzip().zip_discard(archive); }

Result<ZipParts> ZipParts::open(std::string path, std::string_view bytes,
                                std::uint64_t unpacked_limit) {
  if (!bytes.starts_with("PK\x03\x04")) return refuse(explain_other_format(bytes), path);
  zip_error_t error;
  libzip().zip_error_init(&error);
  zip_source_t* source = libzip().zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive =
      source == nullptr ? nullptr : libzip().zip_open_from_source(source, ZIP_RDONLY, &error);
  libzip().zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) libzip().zip_source_free(source);
    return refuse(messages::xlsx_cut_off, path);
  }
  ZipParts out(path, archive, unpacked_limit);
  const zip_int64_t count = libzip().zip_get_num_entries(archive, 0);
  if (count > most_parts)
    return refuse(messages::xlsx_too_large, path, {fmt::format("{} parts", count)});
  return out;
}

bool ZipParts::has(const std::string& name) const {
  return libzip().zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<Done> ZipParts::read(const std::string& name, const Take& take) {
  const zip_int64_t index = libzip().zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return refuse(messages::xlsx_part_missing, path_, {name});
  zip_stat_t stat;
  libzip().zip_stat_init(&stat);
  const bool is_known =
      libzip().zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0;
  if (is_known && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE) {
    return refuse(messages::xlsx_password, path_);
  }
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      libzip().zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0),
      libzip().zip_fclose);
  if (file == nullptr) return refuse(messages::xlsx_damaged, path_, {name});
  std::string buffer(1 << 16, '\0');
  while (true) {
    // What the archive says of a part's size is not believed: only what comes out is counted.
    const zip_int64_t got = libzip().zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return refuse(messages::xlsx_damaged, path_, {name});
    if (got == 0) return Done{};
    unpacked_ += static_cast<std::uint64_t>(got);
    if (unpacked_ > unpacked_limit_) {
      return refuse(messages::xlsx_too_large, path_, {fmt::format("{} MB", unpacked_limit_ >> 20)});
    }
    if (!take(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)))) return Done{};
  }
}

}  // namespace minhbach::table
