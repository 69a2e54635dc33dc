#!/bin/sh
# Puts playwright-core, as package-lock.json pins it, into the build folder. Without a network the tests drive Chromium
# themselves, through its pipe, and say so; nothing is skipped.   pasang.sh FOLDER
set -u
here=$(cd "$(dirname "$0")" && pwd -P) || exit 1
mkdir -p "$1" && cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$1" || exit 1
for tool in node npm chromium; do
    command -v $tool >/dev/null || { echo "$tool tidak ada: ./run test memasangnya (packages.txt)"; exit 1; }
done
if cmp -s "$here/package-lock.json" "$1/node_modules/terpasang"; then echo "[       OK ] pasang"; exit 0; fi
rm -rf "$1/node_modules"
if (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000) >"$1/npm.log" 2>&1
then
    cp "$here/package-lock.json" "$1/node_modules/terpasang"
else
    rm -rf "$1/node_modules"
    echo "npm tidak dapat mengambil playwright-core ($1/npm.log); Chromium dikendalikan langsung lewat pipanya."
fi
echo "[       OK ] pasang"
