// Which files hold the records of which type and portal, and which are attachments.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "disk/disk.h"
#include "model/portal.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// The folder below content/ and data/ whose records belong to every portal.
inline constexpr std::string_view shared_portal = shared_folder;

/// A file of records: one record, or a table of many (`.csv`, or `.json` holding an array). Owns
/// nothing: there are as many as records.
struct SourceFile {
  std::string_view path;
  std::uint64_t size = 0;
  TypeId type{};  ///< Index into the types given to scan_sources.
  Layer layer = Layer::whole;
  LanguageCode language;   ///< Of translations.
  std::string_view portal;      ///< A portal's id, or "chung".
  std::string_view default_id;  ///< For a record without a field `id`.
  std::string_view sidecar;     ///< `<stem>.nguon.json` beside it: defaults for its records; "" none.
  FileStamp stamp;         ///< None when it has a sidecar: then two files make its records.
};

/// An attachment or picture that lies beside content.
struct Asset {
  std::string path;
  std::uint64_t size = 0;
  std::string portal;
  FileStamp stamp;
};

/// What a file of records holds, by its name.
Layer layer_of(std::string_view path);

/// Both sorted by path.
struct Sources {
  std::vector<SourceFile> files;
  std::vector<Asset> assets;
  std::unique_ptr<Arena> texts = std::make_unique<Arena>();  ///< Those of `files`.
};

/// The ending of a file's name in lower case, without the full stop: Windows programs write ".CSV".
std::string ending_of(std::string_view path);

/// Looks through content/<portal>/ and data/<portal>/ of each portal and of "chung". The nearest
/// enclosing folder that is named like a type's folder decides the type, so that a plan's folder
/// can hold its tasks: data/<portal>/ke-hoach/<plan>/nhiem-vu/. A file in no such folder is an
/// error. `<id>.ghi-de.<ending>` and `<id>.<two letters>.<ending>` hold values that stand in place
/// of the record <id>'s (Layer). `other_folders`: names directly below data/<portal>/ that other
/// readers own; passed over.
Sources scan_sources(const Disk& disk, std::span<const std::string> portals,
                     const std::vector<schema::Type>& types, Report& report,
                     std::span<const std::string> other_folders = {});

}  // namespace minhbach::ingest
