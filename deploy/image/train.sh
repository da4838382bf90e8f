#!/bin/bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# train.sh FILE: has a server on the embedded database watched while it is chatted on, to have its classes, and what of them
# was used most, written to FILE. A start with that file takes half the processor time; where the server cannot start in a
# build, there is no file, and it works as well.
set -euo pipefail
readonly home=${HANSARD_HOME:-/opt/hansard} data=${TMPDIR:-/var/lib/hansard}/training
java -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Daxoniq.update-checker.disabled=true -Xmx1g "-XX:AOTCacheOutput=$1" \
  -jar "$home/hansard.jar" rehearse --data "$data" || true
rm -rf "$data"
[[ -f $1 ]] || echo "hansard: no cache of classes; starts take longer" >&2
