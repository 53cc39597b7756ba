// libpq, loaded when PostgreSQL is the store and never before.
#pragma once

#include <libpq-fe.h>

#include "base/loaded_library.h"

namespace minhbach::feedback {

/// The functions that are used. Linked in the usual way they would bring eighteen libraries into
/// every run of the program, 4 ms of it (docs/decisions.md).
#define MINHBACH_POSTGRES_FUNCTIONS(F) \
  F(PQclear)                           \
  F(PQcmdTuples)                       \
  F(PQconnectdbParams)                 \
  F(PQenterPipelineMode)               \
  F(PQerrorMessage)                    \
  F(PQexec)                            \
  F(PQexecParams)                      \
  F(PQexitPipelineMode)                \
  F(PQfinish)                          \
  F(PQgetResult)                       \
  F(PQgetvalue)                        \
  F(PQntuples)                         \
  F(PQpipelineSync)                    \
  F(PQprepare)                         \
  F(PQresultErrorField)                \
  F(PQresultStatus)                    \
  F(PQsendQueryParams)                 \
  F(PQsendQueryPrepared)               \
  F(PQsetNoticeProcessor)              \
  F(PQsetSingleRowMode)                \
  F(PQstatus)

struct PostgresLibrary {
  MINHBACH_POSTGRES_FUNCTIONS(MINHBACH_MEMBER)
};

/// Whether it is installed.
bool has_libpq();

/// To be called only when it is.
const PostgresLibrary& libpq();

}  // namespace minhbach::feedback
