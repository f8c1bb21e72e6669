-- Private Prosody for the test suite. Everything that differs from one run to
-- the next comes in through the environment; serve sets it.
--   XMPP_BASE_PORT  first of ten consecutive ports
--   XMPP_DIR        the private folder (data/, certs/, log/, run/ inside)
--   XMPP_LOG        debug | info | warn   (default info)
--   XMPP_TLS_REQUIRED=1   refuse logins over unencrypted TCP
local base = assert(tonumber(ENV_XMPP_BASE_PORT), "XMPP_BASE_PORT is not set")
local dir = assert(ENV_XMPP_DIR, "XMPP_DIR is not set")
local tls_required = ENV_XMPP_TLS_REQUIRED == "1"

data_path = dir .. "/data"
pidfile = dir .. "/run/prosody.pid"
daemonize = false
log = { [ENV_XMPP_LOG or "info"] = dir .. "/log/prosody.log" }

-- Loopback only, ports from the base.
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
c2s_ports = { base }
c2s_direct_tls_ports = { base + 1 }
http_ports = { base + 2 }
https_ports = { base + 3 }
http_interfaces = { "127.0.0.1" }
https_interfaces = { "127.0.0.1" }
component_ports = { base + 4 }
component_interfaces = { "127.0.0.1" }
proxy65_ports = { base + 5 }
proxy65_interfaces = { "127.0.0.1" }
s2s_ports = { }

local tls = {
	key = dir .. "/certs/server.key";
	certificate = dir .. "/certs/server.crt";
	-- TLS 1.2 stays allowed: this version offers channel binding (tls-unique)
	-- on 1.2 alone.
	protocol = "tlsv1_2+";
}
ssl = tls
https_ssl = tls
c2s_direct_tls_ssl = tls

-- HTTP: requests for 127.0.0.1 or any unknown name land on "localhost".
http_default_host = "localhost"
http_external_url = "http://127.0.0.1:" .. (base + 2) .. "/"
consider_websocket_secure = true
consider_bosh_secure = true
cross_domain_websocket = true
cross_domain_bosh = true

c2s_require_encryption = tls_required
allow_unencrypted_plain_auth = not tls_required
c2s_timeout = 60
network_settings = { read_timeout = 3600 }

-- Clear-text passwords: the only backend that serves SCRAM-SHA-1 and
-- SCRAM-SHA-256 for one account. hashed.localhost shows the other.
authentication = "internal_plain"
storage = "internal"
admins = { "admin@localhost" }

modules_disabled = { "s2s" }
modules_enabled = {
	"roster", "saslauth", "tls", "disco", "posix",
	"presence", "message", "iq", "offline", "c2s",
	"carbons", "pep", "private", "blocklist",
	"vcard4", "vcard_legacy", "bookmarks",
	"version", "uptime", "time", "ping", "lastactivity",
	"mam", "csi", "csi_simple", "smacks",
	"adhoc", "admin_adhoc", "admin_socket", "admin_shell", "announce",
	"bosh", "websocket", "http",
	"external_services", "server_contact_info",
	"tombstones", "limits", "cron",
	-- from prosody-modules
	"cloud_notify", "privilege",
}

default_archive_policy = true
archive_expires_after = "never"
max_archive_query_results = 50
mam_include_total = true

smacks_hibernation_time = 300
bosh_max_inactivity = 30
user_account_management = { deletion_confirmation_timeout = 60 }
-- Tests must not be slowed down.
limits = { c2s = { rate = "10mb/s" } }
-- Big enough for large bodies and data: URIs, small enough to be hit by a test.
c2s_stanza_size_limit = 512 * 1024

contact_info = {
	admin = { "xmpp:admin@localhost" };
	abuse = { "mailto:abuse@example.org" };
}

external_services = {
	{ type = "stun", transport = "udp", host = "turn.localhost", port = 3478 };
	{ type = "turn", transport = "udp", host = "turn.localhost", port = 3478, secret = "turn-test-secret", ttl = 3600 };
	{ type = "turns", transport = "tcp", host = "turn.localhost", port = 5349, username = "turnuser", password = "turnpass" };
}

-- XEP-0356: gateway.localhost may manage rosters, send messages, read presence.
privileged_entities = {
	["gateway.localhost"] = { roster = "both", message = "outgoing", presence = "roster" };
}

-- The main host: open in-band registration.
VirtualHost "localhost"
	modules_enabled = { "register", "register_ibr", "register_limits", "user_account_management", "invites", "invites_adhoc" }
	allow_registration = true
	allow_user_invites = true
	registration_throttle_max = nil
	disco_items = {
		{ "conference.localhost", "Rooms" };
		{ "pubsub.localhost", "Publish-subscribe" };
		{ "upload.localhost", "File upload" };
		{ "proxy.localhost", "Bytestreams proxy" };
		{ "gateway.localhost", "Test gateway" };
	}

-- Registration with an invitation only.
VirtualHost "closed.localhost"
	modules_enabled = { "register_ibr", "user_account_management", "invites", "invites_adhoc", "invites_register" }
	allow_registration = true
	registration_invite_only = true
	allow_user_invites = true

-- One registration an hour.
VirtualHost "throttled.localhost"
	modules_enabled = { "register_ibr", "register_limits", "user_account_management" }
	allow_registration = true
	registration_throttle_max = 1
	registration_throttle_period = 3600
	-- Loopback stands on it otherwise.
	registration_allowlist = { "192.0.2.1" }

-- SCRAM-SHA-256 alone, hashed passwords.
VirtualHost "hashed.localhost"
	authentication = "internal_hashed"
	password_hash = "SHA-256"

VirtualHost "anon.localhost"
	authentication = "anonymous"
	allow_anonymous_s2s = false

-- XEP-0388 and 0386 in the state of prosody-modules of February 2023. Leave out
-- sasl2_fast (breaks every stream without a "from") and sasl2_sm (breaks the
-- login that asks for it): both want a newer server than 0.12.
VirtualHost "sasl2.localhost"
	modules_enabled = { "sasl2", "sasl2_bind2" }

Component "conference.localhost" "muc"
	name = "Rooms"
	modules_enabled = { "muc_mam", "muc_moderation", "vcard_muc" }
	restrict_room_creation = false
	muc_room_default_history_length = 20
	muc_room_locking = true
	muc_tombstones = true
	muc_log_expires_after = "never"

Component "pubsub.localhost" "pubsub"
	name = "Publish-subscribe"
	autocreate_on_publish = true
	autocreate_on_subscribe = true
	expose_publisher = true
	add_permissions = { }

Component "upload.localhost" "http_file_share"
	name = "File upload"
	http_file_share_size_limit = 4 * 1024 * 1024
	http_file_share_expires_after = 24 * 3600
	http_host = "localhost"
	http_paths = { file_share = "/file_share" }
	http_external_url = "http://127.0.0.1:" .. (base + 2) .. "/"
	http_file_share_access = { "localhost", "closed.localhost", "hashed.localhost", "sasl2.localhost" }

Component "proxy.localhost" "proxy65"
	proxy65_address = "127.0.0.1"
	proxy65_acl = { "localhost" }

-- External component (XEP-0114).
Component "gateway.localhost"
	component_secret = "gateway-secret"
	modules_enabled = { "privilege" }
