#!/bin/sh
# What the image's own entrypoint does, for a read-only container and a password that comes in a file.
set -eu
umask 077

: "${TEMPLATE:=/etc/temporal/config/config_template.yaml}"
: "${SECRETS:=/run/secrets}"
: "${WORK:=/tmp}"
BIND_ON_IP=0.0.0.0
TEMPORAL_BROADCAST_ADDRESS=$(getent hosts "$(hostname)" | awk '{ print $1; exit }')
POSTGRES_PWD=$(cat "$SECRETS/postgres_password")
export BIND_ON_IP TEMPORAL_BROADCAST_ADDRESS POSTGRES_PWD

mkdir -p "$WORK/config"
dockerize -template "$TEMPLATE:$WORK/config/docker.yaml"
unset POSTGRES_PWD
exec temporal-server --root "$WORK" --config config --env docker start
