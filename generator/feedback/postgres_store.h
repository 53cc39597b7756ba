// Submissions in PostgreSQL, for several endpoints behind a balancer.
#pragma once

#include <memory>

#include "feedback/store.h"

namespace minhbach::feedback {

/// Connects as libpq's environment says (PGHOST, PGDATABASE, PGUSER, PGPASSFILE …) and brings the
/// schema up to date in one transaction. Batches go in pipeline mode: one transaction, one round
/// trip. A lost connection is made anew, a transaction that others stood in the way of is repeated;
/// both are harmless because a receipt is stored once. The one key is a random value, so that
/// endpoints do not wait for one another, nor the ranges of a distributed engine.
Result<std::unique_ptr<Store>> open_postgres();

}  // namespace minhbach::feedback
