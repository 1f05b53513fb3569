#!/bin/sh
# Starts PostgreSQL as the user that it is run as, on the volume at $PGDATA's parent. It needs PostgreSQL's programs on the PATH, as the
# official image has them, and nothing else of the image.
set -eu
umask 077

secrets=/etc/atrium/database

# Commands to a server that only this script talks to. A statement that fails ends it and is not logged, because it names the password.
single_user() {
  postgres --single -D "$1" -c exit_on_error=on -c log_min_error_statement=panic postgres >/dev/null
}

quoted() { # the character to quote with, the text's file
  printf '%s' "$1"
  sed "s/$1/$1$1/g" "$2" | tr -d '\n'
  printf '%s' "$1"
}

user=$(quoted '"' "$secrets/username")
password=$(quoted "'" "$secrets/password")

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Renamed when it is whole, so that a start that was killed half way begins anew.
  rm -rf "$PGDATA.new"
  initdb --pgdata="$PGDATA.new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 --auth-local=peer --auth-host=scram-sha-256
  echo 'host all all all scram-sha-256' >>"$PGDATA.new/pg_hba.conf"
  single_user "$PGDATA.new" <<SQL
CREATE ROLE $user LOGIN
CREATE DATABASE atrium OWNER $user
SQL
  sync
  mv "$PGDATA.new" "$PGDATA"
fi

# A volume whose group is set by Kubernetes gets wider permissions than PostgreSQL takes.
chmod 0700 "$PGDATA"
# A StatefulSet never runs two pods of one name, so what a killed server has left locks out nobody.
rm -f "$PGDATA/postmaster.pid"
# The Secret decides: a new password there holds from the next start.
echo "ALTER ROLE $user PASSWORD $password" | single_user "$PGDATA"

exec postgres -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
