// A form of site/forms/, as it is shipped.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "schema/read_form.h"
#include "support/catch.h"

inline minhbach::schema::Form shipped_form(const std::string& id) {
  const std::string path = "site/forms/" + id + ".schema.json";
  std::ifstream in(SOURCE_FOLDER "/" + path);
  std::vector<minhbach::Diagnostic> problems;
  auto form = minhbach::schema::read_form(
      minhbach::SourceText(path, std::string(std::istreambuf_iterator<char>(in), {})), problems);
  REQUIRE(form);
  return *form;
}
