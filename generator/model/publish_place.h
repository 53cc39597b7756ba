// Where a portal is published to, as its portal.json says it.
#pragma once

#include <cstdint>
#include <string>

namespace minhbach {

/// What is spoken at the other end.
enum class PlaceKind : std::uint8_t { folder, sftp, ftps, webdav, s3 };

/// One entry of `noi_xuat_ban` (docs/formats.md). Holds no secret: those come from the environment,
/// an SSH agent or a key file at publishing.
struct PublishPlace {
  std::string name;  ///< Its key: "chinh".
  PlaceKind kind = PlaceKind::folder;
  /// Of a folder its path, from the site's root when it is relative; else an address without
  /// password: "sftp://user@host:22/var/www/ddci".
  std::string address;
  bool is_live = false;        ///< The public reads it: nothing made up may go there.
  bool has_releases = false;   ///< Each version in a folder of its own, and a link to the current.
  unsigned kept_versions = 5;  ///< Earlier ones that can be gone back to.
  unsigned kept_asset_days = 30;     ///< How long assets stay that no page names any longer.
  unsigned most_deletions = 200;     ///< More in one run have to be asked for …
  unsigned most_deleted_share = 20;  ///< … and more than so many of a hundred files.
  unsigned connections = 4;          ///< At once, where the kind can use several.
  std::string host_key;  ///< SFTP: the server's public key, "ssh-ed25519 AAAA…"; "" known_hosts.
  std::string key_file;  ///< SFTP: of the private key; "" what ssh finds by itself.
  std::string ca_file;   ///< Of a certificate authority to be trusted besides the system's.
  std::string bucket, region;       ///< S3.
  std::string account;              ///< S3: the access key's id, which is no secret.
  bool has_bucket_in_path = false;  ///< S3: the host's name only seems to begin with the bucket's.
  bool may_be_plain = false;        ///< FTPS: that there is no TLS is known, and meant.
  std::string placement;            ///< Which placement goes there; "" the first.
  std::string public_address;  ///< Where visitors read it: looked at after publishing; may be "".
  int line = 0, column = 0;    ///< Of the entry in portal.json; below those of single values.
  int address_line = 0, address_column = 0;
};

}  // namespace minhbach
