#!/bin/sh
# A Chromium for the browser tests: the system's, else Debian's where we may install it, else
# Playwright's own. Without any, the browser tests fail under CI=true and are skipped elsewhere.
set -u
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing Debian's chromium for the browser tests"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
.venv/bin/playwright install chromium && exit 0
echo "no Chromium: install Debian's package chromium to run the browser tests" >&2
exit 0
