#!/bin/bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a command of Hansard in the container. HANSARD_HEAP and HANSARD_JAVA_OPTS as outside of it.
set -euo pipefail
umask 077

readonly home=${HANSARD_HOME:-/opt/hansard}
# A folder of its own: that of a volume may belong to somebody else, and then cannot be closed to others.
readonly data=${HANSARD_DATA:-/var/lib/hansard/data}

# A token of the operator that is handed in is the same for all nodes; without it each makes its own.
if [[ ${1:-} == run && -n ${HANSARD_OPERATOR_TOKEN_FILE:-} ]]; then
  mkdir -p "$data/secrets"
  cp "$HANSARD_OPERATOR_TOKEN_FILE" "$data/secrets/operator-token.new"
  chmod 600 "$data/secrets/operator-token.new"
  mv "$data/secrets/operator-token.new" "$data/secrets/operator-token"
fi

options=(
  -XX:+UseCompactObjectHeaders
  -XX:MetaspaceSize=192m
  -XX:MaxTenuringThreshold=2
  -XX:SurvivorRatio=1
  -XX:MaxGCPauseMillis=20
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -Daxoniq.update-checker.disabled=true
  -XX:+ExitOnOutOfMemoryError
)
[[ ! -f $home/hansard.aot ]] || options+=("-XX:AOTCache=$home/hansard.aot")
if [[ ${1:-} == run ]]; then
  options+=("-Xms${HANSARD_HEAP:-1g}" "-Xmx${HANSARD_HEAP:-1g}")
else
  options+=("-Xmx${HANSARD_HEAP:-256m}")
fi
# shellcheck disable=SC2206
options+=(${HANSARD_JAVA_OPTS:-})

command=${1:---help}
shift || true
arguments=()
case $command in
  -*) ;;
  *) [[ " $* " == *" --data "* ]] || arguments=(--data "$data") ;;
esac
exec java "${options[@]}" -jar "$home/hansard.jar" "$command" "${arguments[@]}" "$@"
