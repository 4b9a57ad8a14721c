#!/usr/bin/env bash
# Measures how long a newcomer waits: from a fresh clone to the first leader on screen, and again once it is built.
# The packages must be there already. Without a display it brings its own Xvfb. Prints each figure beside its limit and
# ends with 1 if one is missed.
set -euo pipefail

cold_limit=180
warm_limit=2

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ -z ${DISPLAY:-} ]]; then
    exec xvfb-run -a -s "-screen 0 1600x900x24" "${BASH_SOURCE[0]}"
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# An empty cache of its own: a newcomer's compiler has seen nothing yet.
export CCACHE_DIR=$scratch/ccache
export RAFTLAB_EXIT_AFTER_FIRST_LEADER=1

missed=0
# measure NAME LIMIT COMMAND...: wall time of the command, which must report the first leader.
measure() {
    local name=$1 limit=$2 begin end
    shift 2
    begin=$(date +%s%N)
    if ! "$@" >"$scratch/log" 2>&1; then
        cat "$scratch/log" >&2
        echo "$name: ./run failed" >&2
        exit 2
    fi
    end=$(date +%s%N)
    if ! grep -q 'first leader after' "$scratch/log"; then
        cat "$scratch/log" >&2
        echo "$name: no leader was reported" >&2
        exit 2
    fi
    awk -v name="$name" -v took="$(((end - begin) / 1000000))" -v limit="$limit" 'BEGIN {
        ok = took / 1000 <= limit
        printf "%-32s %7.1f s   limit %5.1f s   %s\n", name, took / 1000, limit, ok ? "ok" : "NO"
        exit !ok
    }' || missed=1
}

clone_and_run() {
    git clone --quiet "$root" "$scratch/raftlab" && "$scratch/raftlab/run"
}

measure "cold: clone to first leader" "$cold_limit" clone_and_run
measure "warm: ./run to first leader" "$warm_limit" "$scratch/raftlab/run"
exit "$missed"
