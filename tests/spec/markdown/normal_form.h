// Takes out of two HTML texts what may differ between them without a difference in meaning.
#pragma once

#include <string>

/// Our HTML, slots filled, without what we add everywhere: ids of headings, rel, lazy loading, the
/// region around a table, scopes, focus of code blocks; symbols of tasks as checkboxes, strong text
/// inside strong text as one.
std::string normal_form_of_ours(std::string html);

/// The specification's HTML in the same form: no XML slashes, one order of a checkbox's attributes,
/// empty table headings as plain cells, strong text inside strong text as one.
std::string normal_form_of_theirs(std::string html);
