#!/bin/bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# train.sh FILE: starts a server on the embedded database and stops it, to have its classes written to FILE. A start with
# that file takes half the processor time; where the server cannot start in a build, there is no file, and it works as well.
set -euo pipefail
readonly home=${HANSARD_HOME:-/opt/hansard} data=${TMPDIR:-/var/lib/hansard}/training
java -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Daxoniq.update-checker.disabled=true -Xmx1g "-XX:AOTCacheOutput=$1" \
  -jar "$home/hansard.jar" run --data "$data" --port 0 --rtm-port 0 &
pid=$!
for ((i = 0; i < 600; i++)); do
  kill -0 "$pid" 2>/dev/null || break
  ! grep -qs '^url' "$data/lock" || break
  sleep 0.2
done
kill "$pid" 2>/dev/null || true
wait "$pid" || true
rm -rf "$data"
[[ -f $1 ]] || echo "hansard: no cache of classes; starts take longer" >&2
