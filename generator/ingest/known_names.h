// What the references and file names of an imported table may name.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "schema/type.h"
#include "value/node.h"

namespace minhbach::ingest {

/// The records that a new record of a portal can refer to, found by id or by what people call them;
/// the files beside it; and the values that only one record may have.
class KnownNames {
 public:
  /// `names`: titles, short names, codes; "" among them does not count.
  void add(const std::string& type, std::string id, std::vector<std::string> names);

  /// The ids that `written` can mean: itself, else those of all records that bear this name,
  /// whatever the case and the diacritics.
  std::vector<std::string> find(std::string_view type, std::string_view written) const;

  /// The name or id nearest to `written`; "" when none is near.
  std::string nearest(std::string_view type, std::string_view written) const;

  /// What to choose from in a cell: of each record its name, or its id where the name is not its
  /// alone or would be read as several values. In alphabetical order.
  std::vector<std::string> choices(std::string_view type) const;

  /// The first dozen names; "–" when there is no record.
  std::string list(std::string_view type) const;

  struct Holder {
    std::string id;
    std::string place;  ///< As messages write it.
  };
  /// Of a field of the imported type that no two records may share a value of (`x-duy-nhat`): who
  /// has it already; null when nobody had it, and then `holder` has.
  const Holder* take(std::string_view field, std::string_view value, Holder holder);

  /// The folder that the new records' files lie in, relative to the site: `data/luc-nam/hoi-dap`.
  std::string folder;
  /// True for the path, relative to `folder` or from the portal's root ("/tep/…"), of a file.
  std::function<bool(std::string_view path)> has_file;

 private:
  struct OfType {
    std::map<std::string, std::string, std::less<>> names;        ///< By id, its first name.
    std::multimap<std::string, std::string, std::less<>> by_key;  ///< Folded name to id.
  };
  std::map<std::string, OfType, std::less<>> types_;
  std::map<std::pair<std::string, std::string>, Holder> taken_;
};

/// Makes a diagnostic at a node of the document that is checked.
using TellAt =
    std::function<Diagnostic(const Message&, const Node&, std::vector<std::string> arguments)>;

/// Holds the references and file names in `record`, a mapping by `fields`, against `known`; a name
/// in place of an id becomes the id. What is not there is added to `diagnostics`.
void check_names(const KnownNames& known, const std::vector<schema::Type>& types,
                 const std::vector<schema::Field>& fields, Node& record, const TellAt& tell,
                 std::vector<Diagnostic>& diagnostics);

}  // namespace minhbach::ingest
