#!/bin/bash
# One-shot: a replica set of one member, and the account of Zapis. Safe to run again; a changed password is taken over.
set -eu

exec mongosh --quiet --norc 'mongodb://mongo:27017/?directConnection=true' --eval "$(cat /deploy/setup.mongosh)"
