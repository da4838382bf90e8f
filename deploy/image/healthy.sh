#!/bin/bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# healthy.sh readiness|liveness: asks the server of this container, whom only this machine may ask without a token.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${HANSARD_PORT:-8065}"
printf 'GET /actuator/health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "${1:-readiness}" >&3
read -r -t 3 answer <&3
[[ $answer == *" 200"* ]]
