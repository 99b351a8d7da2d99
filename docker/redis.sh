#!/bin/sh
# Starts Redis with one user for each process that uses it, and without the default user. A user may do only what its process needs:
# the gateway counts requests and tells other gateways of changed memberships.
set -eu
hash() { printf '%s' "$1" | sha256sum | cut -d ' ' -f 1; }
users=$(mktemp)
cat > "$users" <<USERS
user default off
user gateway on #$(hash "$REDIS_PASSWORD_GATEWAY") resetkeys ~rate:* resetchannels &customer-graph:memberships -@all +auth +hello +ping +info +client|setname +select +eval +evalsha +set +incrby +pttl +get +del +expire +multi +exec +publish +subscribe +unsubscribe
USERS
exec redis-server --save '' --appendonly no --aclfile "$users" "$@"
