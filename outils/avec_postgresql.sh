#!/usr/bin/env bash
# Start a throw-away PostgreSQL, run the command with DATABASE_URL set to it, stop it.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    echo "PostgreSQL manque : apt-get install postgresql. Les tests n'ont PAS été exécutés sur PostgreSQL." >&2
    [ -z "${CI:-}" ] && exit 0 || exit 1
fi
dossier=$(mktemp -d)
# PostgreSQL refuses to run as root: its own account serves then.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$dossier"
    comme() { runuser -u postgres -- "$@"; }
else
    comme() { "$@"; }
fi
arreter() { comme "$bin/pg_ctl" -D "$dossier/base" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dossier"; }
trap arreter EXIT
cd "$dossier"
comme "$bin/initdb" -D "$dossier/base" -U allervers --auth=trust --encoding=UTF8 --no-sync >/dev/null
comme "$bin/pg_ctl" -D "$dossier/base" -w -o "-k $dossier -c listen_addresses='' -c fsync=off" \
    -l "$dossier/journal" start >/dev/null
cd "$OLDPWD"
chmod 755 "$dossier"
DATABASE_URL="postgres://allervers@/postgres?host=$dossier" "$@"
