// What the environment says of a place: its password, which is in no file of the site.
#pragma once

#include <string>

#include "model/publish_place.h"

namespace minhbach::publish {

/// The environment's variable with the password for a place: MINHBACH_MAT_KHAU_CHINH.
std::string password_variable(const PublishPlace& place);

/// The one with its server's public key, in place of `khoa_may_chu`: MINHBACH_KHOA_MAY_CHU_CHINH.
std::string host_key_variable(const PublishPlace& place);

/// "" when it is not set.
std::string password_of(const PublishPlace& place);

/// S3: that with the token of a key that holds for some hours: MINHBACH_MA_PHIEN_CHINH.
std::string session_variable(const PublishPlace& place);

/// "" when it is not set.
std::string session_token_of(const PublishPlace& place);

}  // namespace minhbach::publish
