#!/bin/sh
# One-shot: the namespace must exist before any role connects. Retention and search attributes are the worker's to set.
set -eu

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  echo "namespace $TEMPORAL_NAMESPACE is there"
  exit 0
fi
temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
