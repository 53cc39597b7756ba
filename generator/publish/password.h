// Where passwords come from: the environment, never a file of the site.
#pragma once

#include <string>

#include "model/publish_place.h"

namespace minhbach::publish {

/// The environment's variable with the password for a place: MINHBACH_MAT_KHAU_CHINH.
std::string password_variable(const PublishPlace& place);

/// "" when it is not set.
std::string password_of(const PublishPlace& place);

/// S3: that with the token of a key that holds for some hours: MINHBACH_MA_PHIEN_CHINH.
std::string session_variable(const PublishPlace& place);

/// "" when it is not set.
std::string session_token_of(const PublishPlace& place);

}  // namespace minhbach::publish
