# Prosody's part of ./serve.

configure() {
  export XMPP_BASE_PORT=$base XMPP_DIR=$dir
  mkdir -p "$dir/data"
  cp "$here/prosody.cfg.lua" "$dir/prosody.cfg.lua"
  # Accounts go straight into the data folder; host names have their dots as %2e there. The
  # clear-text files of hashed.localhost are hashed by the server at their first login.
  for user in alice bob carol admin; do account localhost "$user"; done
  for host in sasl2 closed hashed; do
    for user in alice bob; do account "$host%2elocalhost" "$user"; done
  done
  command=(prosody -F --config "$dir/prosody.cfg.lua")
}

account() { # folder user
  mkdir -p "$dir/data/$1/accounts"
  printf 'return {\n\t["password"] = "%s-pw";\n};\n' "$2" >"$dir/data/$1/accounts/$2.dat"
}

# Its ports listen before the last host is loaded.
is_ready() {
  (
    exec 4<>"/dev/tcp/127.0.0.1/$((base + 2))" || exit 1
    printf 'GET /xmpp-websocket HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&4
    IFS= read -r -t 5 line <&4 && [[ $line == HTTP/1.* ]]
  ) 2>/dev/null
}

# It goes on without the ports that it did not get.
port_taken() { grep -q 'Failed to open server port' "$dir/log/prosody.log"; }

add_accounts() { :; }
