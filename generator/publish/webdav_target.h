// A place reached by WebDAV (RFC 4918) over HTTPS.
#pragma once

#include <memory>

#include "model/publish_place.h"
#include "publish/target.h"

namespace minhbach::publish {

/// A server of RFC 4918 that puts a file in place only once it has all of it, as Apache and nginx
/// do: a file is sent in one request, under its own name. Tested against Apache's mod_dav.
std::unique_ptr<Target> webdav_target(const PublishPlace& place);

}  // namespace minhbach::publish
