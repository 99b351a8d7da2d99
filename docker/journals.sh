#!/bin/sh
# Creates a role and a database for each journal, so that no subgraph can read another one's. Postgres runs it when its volume is
# new. JOURNAL_PASSWORD_<NAME> is the password of the role <name>.
set -eu
psql() { command psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres "$@"; }
psql -v own="$POSTGRES_DB" <<'SQL'
REVOKE CONNECT ON DATABASE postgres, template1, :"own" FROM PUBLIC;
SQL
for variable in $(env | sed -n 's/^\(JOURNAL_PASSWORD_[A-Z0-9_]*\)=.*/\1/p'); do
  name=$(printf '%s' "${variable#JOURNAL_PASSWORD_}" | tr 'A-Z_' 'a-z-')
  psql -v name="$name" -v password="$(printenv "$variable")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
