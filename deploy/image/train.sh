#!/bin/bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# train.sh FILE: starts a server on the embedded database, has the demo's people chat on it and stops it, to have its classes,
# and what of them was used most, written to FILE. A start with that file takes half the processor time; where the server
# cannot start in a build, there is no file, and it works as well.
set -euo pipefail
readonly home=${HANSARD_HOME:-/opt/hansard} data=${TMPDIR:-/var/lib/hansard}/training
unlimited=()
for limit in tier2 tier3 tier4 special posting posting-per-channel; do
  unlimited+=("-Dhansard.edge.limits.$limit=100000000")
done
java -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Daxoniq.update-checker.disabled=true -Xmx1g "-XX:AOTCacheOutput=$1" \
  "${unlimited[@]}" -Dhansard.rtm.inbound.frames-per-second=100000 -Dhansard.rtm.inbound.burst=100000 \
  -jar "$home/hansard.jar" run --data "$data" --port 0 --rtm-port 0 &
pid=$!
for ((i = 0; i < 600; i++)); do
  kill -0 "$pid" 2>/dev/null || break
  ! grep -qs '^url' "$data/lock" || break
  sleep 0.2
done
java -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -jar "$home/hansard.jar" rehearse --data "$data" --seconds 20 || true
kill "$pid" 2>/dev/null || true
wait "$pid" || true
rm -rf "$data"
[[ -f $1 ]] || echo "hansard: no cache of classes; starts take longer" >&2
