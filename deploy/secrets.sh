#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Hansard Authors
# SPDX-License-Identifier: Apache-2.0
#
# secrets.sh FOLDER: makes what the nodes of a cluster need to know, where it is missing. Files that must not get lost:
# keys/master-key, without which nothing that people wrote can be read.
set -euo pipefail
folder=${1:?the folder to write to}
readonly days=825
umask 077
mkdir -p "$folder/keys"
cd "$folder"

random() {
  [[ -f $1 ]] || head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"$1"
}
random db-password
random db-root-password
random operator-token
random grafana-password

[[ -f keys/master-key ]] || printf '1 %s\n' "$(head -c 32 /dev/urandom | base64 | tr -d '\n')" >keys/master-key

# Nodes show each other a certificate that is made out to hansard-node and signed by an authority of their own.
if [[ ! -f node.pem ]]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$days" \
    -subj /CN=hansard-authority -keyout authority-key.pem -out authority.pem 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -subj /CN=hansard-node -keyout node-key.pem -out node.csr 2>/dev/null
  printf 'subjectAltName=DNS:hansard-node\nextendedKeyUsage=serverAuth,clientAuth\n' >node.ext
  openssl x509 -req -in node.csr -CA authority.pem -CAkey authority-key.pem -CAcreateserial -days "$days" \
    -extfile node.ext -out node.pem 2>/dev/null
  rm -f node.csr node.ext authority.srl
fi
# Only who may enter this folder gets at its files; the containers, which run as 10001, are given single ones.
chmod 700 .
chmod 644 db-password db-root-password operator-token grafana-password node-key.pem node.pem authority.pem
if [[ $(id -u) == 0 ]]; then
  chown -R 10001:10001 keys
else
  chmod 777 keys
  chmod 666 keys/master-key
fi
echo "In $(pwd):"
ls -1
