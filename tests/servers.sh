#!/bin/sh
# nginx, Caddy and Apache (with its module for OpenID Connect) for the tests of hosts: what is here already, else Debian's where we may
# install it. None of them is started. Without one, its tests fail under CI=true and are skipped elsewhere.
set -u
missing=""
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v caddy >/dev/null 2>&1 || missing="$missing caddy"
command -v apache2 >/dev/null 2>&1 || missing="$missing apache2"
[ -e /usr/lib/apache2/modules/mod_auth_openidc.so ] || missing="$missing libapache2-mod-auth-openidc"
command -v htpasswd >/dev/null 2>&1 || missing="$missing apache2-utils"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing Debian's$missing for the tests of hosts"
  # Nothing is to listen on this machine because of tests.
  policy=/usr/sbin/policy-rc.d
  ours=""
  [ -e "$policy" ] || { ours=1; printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"; }
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  done=$?
  [ -n "$ours" ] && rm -f "$policy"
  [ "$done" = 0 ] && exit 0
fi
echo "to run every test of hosts, install Debian's$missing" >&2
exit 0
