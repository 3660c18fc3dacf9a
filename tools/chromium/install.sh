#!/usr/bin/env bash
# Gives the tests a Chromium, from the system's own packages and only where there is none. Without one, the tests in a real browser
# say so and count as not run; that is why nothing here fails.
set -u
for name in chromium chromium-browser google-chrome-stable google-chrome; do
  if [ -n "${CHROMIUM_PATH:-}" ] || command -v "$name" >/dev/null; then
    exit 0
  fi
done
if ! command -v apt-get >/dev/null; then
  echo 'chromium: not installed, this system has no apt-get'
  exit 0
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root='sudo -n'
fi
export DEBIAN_FRONTEND=noninteractive
if log=$({ $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; } 2>&1 </dev/null); then
  echo "chromium: installed $(chromium --version 2>/dev/null)"
else
  echo "chromium: could not be installed, tests in a real browser will not run: $(tail -n 1 <<<"$log")"
fi
exit 0
