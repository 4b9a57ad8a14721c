#!/usr/bin/env bash
# Exports every picture of pictures.txt again. usage: docs/pictures/export_all.sh [PROGRAM]
set -euo pipefail
program=$(realpath "${1:-build/release/raftlab}")
cd "$(dirname "${BASH_SOURCE[0]}")"
while read -r session picture options; do
    [[ -n $session && $session != \#* ]] || continue
    # shellcheck disable=SC2086
    "$program" export "$session" -o "$picture" --force $options
done <pictures.txt
