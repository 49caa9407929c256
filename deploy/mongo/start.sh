#!/bin/bash
# MongoDB takes a key file only when nobody else may read it; a secret's own mode is the host's affair.
set -eu

install -m 400 /run/secrets/mongo_keyfile /tmp/keyfile
exec docker-entrypoint.sh mongod --replSet zapis --keyFile /tmp/keyfile --bind_ip_all
