#!/bin/sh
# One-shot: the two databases of Temporal and their schema, brought to the version of this image. Safe to run again.
set -eu

: "${SCHEMA_FOLDER:=/etc/temporal/schema/postgresql/v12}"
: "${SECRETS:=/run/secrets}"
export SQL_PLUGIN=postgres12 SQL_HOST="${SQL_HOST:-postgres}" SQL_PORT="${SQL_PORT:-5432}" SQL_USER=temporal
SQL_PASSWORD=$(cat "$SECRETS/postgres_password")
export SQL_PASSWORD

bring_up() {
  database=$1
  versions=$2
  temporal-sql-tool --database "$database" create-database
  # Setting up a second time would put the recorded version back to 0.0 and replay every step.
  known=$(PGPASSWORD="$SQL_PASSWORD" psql -h "$SQL_HOST" -p "$SQL_PORT" -U "$SQL_USER" -d "$database" -Atc \
    "select to_regclass('schema_version') is not null")
  if [ "$known" != t ]; then
    temporal-sql-tool --database "$database" setup-schema -v 0.0
  fi
  temporal-sql-tool --database "$database" update-schema -d "$SCHEMA_FOLDER/$versions/versioned"
}

bring_up temporal temporal
bring_up temporal_visibility visibility
