// What was read, by names that hold from one build to the next, and the answers as they are now.
#pragma once

#include "base/fingerprint.h"
#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

/// Names and answers reads (docs/formats.md, "The build log"). The answer to a read is the very
/// value that the render got, made again and fingerprinted: there is no second list of what
/// matters. Only what a page is by itself (`trang`, `danh_sach`) is not made again where that would
/// be most of the work: of a record that has a source file to itself, the fingerprint of that file
/// stands for it, where its links lead, and what else page_value takes; of a list's page, what all
/// pages of the type's lists share, made once, and which of it this one shows. Const functions may
/// be called from several threads.
class Questions {
 public:
  /// `portal` must outlive this.
  explicit Questions(const PortalView& portal);

  std::string name(const Read& read) const;

  /// What the question before was about: many in a row are about one record, or pages of one
  /// folder. Of one thread; borrows from names and pages.
  struct Last {
    std::string_view about;  ///< "truong:thu_tuc/1.004222:"; "" for none.
    Read::Kind kind = {};    ///< Of `about`, as the next.
    std::optional<std::uint32_t> record;
    std::string_view folder;  ///< "" for none.
    Fingerprint trail;
  };

  /// The read that `name` names; nothing when what it asks about is no longer there.
  std::optional<Read> find(std::string_view name, Last& last) const;

  Fingerprint answer(const Read& read, Last& last) const;
  Fingerprint answer(const Read& read) const {
    Last none;
    return answer(read, none);
  }

  /// Whether the answer hangs on the record it is about, the types and the theme alone, and not on
  /// what else the portal holds.
  bool is_of_one_record(const Read& read) const;

  /// The reads of the templates that render `page`: they go into its list beside what it asked.
  void add_sources(const Page& page, ReadNotes& reads) const;

 private:
  const std::vector<char>& own_fields_of(std::uint32_t record) const;
  /// Whether no field that the record has leads elsewhere.
  bool holds_own_fields(std::uint32_t record) const;
  Value value(const Read& read, Arena& arena) const;
  /// The read of a field or fact, `part`, of what `last` is about.
  std::optional<Read> find_part(std::string_view part, const Last& last) const;
  void add_page(Fingerprinter& out, const Page& page, const ingest::ReadSource& source,
                Last& last) const;
  void add_list_page(Fingerprinter& out, const Page& page, Last& last) const;
  Fingerprint trail_of(const Page& page, Last& last) const;
  void add_body_links(Fingerprinter& out, std::uint32_t record) const;
  void add_share(Fingerprinter& out, const Page& page) const;

  const PortalView& portal_;
  PageReader silent_;                             ///< Answers without writing anything down.
  std::vector<std::string_view> template_names_;  ///< Sorted.
  std::vector<Fingerprint> list_frames_;          ///< By type: what all pages of its lists share.
  std::vector<std::vector<char>> own_fields_;     ///< By type and field: shows only what it holds.
};

}  // namespace minhbach::pipeline
