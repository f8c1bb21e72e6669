# ejabberd's part of ./serve.
# The Erlang node is not distributed: no epmd, no cookie and no node name to clash, so any number
# can run beside each other. (ejabberdctl wants all three; /api on base+2 takes its place.)

configure() {
  local tls=false app=
  if [ "${XMPP_TLS_REQUIRED:-}" = 1 ]; then tls=true; fi
  mkdir -p "$dir/spool" "$dir/upload"
  sed -e "s|%DIR%|$dir|g" -e "s|%TLS%|$tls|g" \
    -e "s|%REGISTRATION%|${XMPP_REGISTRATION_TIMEOUT:-infinity}|g" -e "s|%P0%|$base|g" -e "s|%P1%|$((base + 1))|g" \
    -e "s|%P2%|$((base + 2))|g" -e "s|%P3%|$((base + 3))|g" -e "s|%P4%|$((base + 4))|g" \
    -e "s|%P5%|$((base + 5))|g" "$here/ejabberd.yml" >"$dir/ejabberd.yml"
  # A picture for tests: PNG's signature, and behind it the text that a human would read.
  printf '#!/bin/sh\nfor text; do :; done\nprintf "\\211PNG\\r\\n\\032\\n%%s" "$text"\n' >"$dir/captcha.sh"
  chmod 755 "$dir/captcha.sh"
  # Where the package put its Erlang applications.
  app=$(dpkg -L ejabberd | grep -m 1 '/ebin/ejabberd\.app$')
  export ERL_LIBS=${app%/*/ebin/ejabberd.app} ERL_CRASH_DUMP=/dev/null ERL_CRASH_DUMP_BYTES=0
  export EJABBERD_CONFIG_PATH=$dir/ejabberd.yml EJABBERD_LOG_PATH=$dir/log/ejabberd.log
  export EJABBERD_PID_PATH=$dir/run/ejabberd.pid HOME=$dir LANG=C.UTF-8
  command=(erl +K true +P 50000 +sbwt none +sbwtdcpu none +sbwtdio none -noinput
    -mnesia dir "\"$dir/spool\"" -s ejabberd)
}

api() { # command json -> status line
  (
    exec 4<>"/dev/tcp/127.0.0.1/$((base + 2))" || exit 1
    printf 'POST /api/%s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
      "$1" "${#2}" "$2" >&4
    IFS= read -r -t 10 line <&4 && printf '%s\n' "$line"
  ) 2>/dev/null
}

is_ready() { [[ $(api status '{}' || true) == *" 200 "* ]]; }

port_taken() { grep -q 'eaddrinuse' "$dir/log/ejabberd.log"; }

add_accounts() {
  local user host
  for user in alice bob carol admin; do register localhost "$user"; done
  for host in closed hashed; do
    for user in alice bob; do register "$host.localhost" "$user"; done
  done
}

register() { # host user
  api register "{\"user\":\"$2\",\"host\":\"$1\",\"password\":\"$2-pw\"}" >/dev/null
}
