// A filter that puts records in the order of the numbers in one of their texts.
#pragma once

#include "templates/template_set.h"

namespace minhbach::pipeline {

/// `theo_so("so")`: 1.2 before 1.10, 9 before 10a, items without such a text last.
templates::HostFilter number_order_filter();

}  // namespace minhbach::pipeline
