# Sourced by the scripts beside it: a real window in an X server of its own, a mouse, a keyboard, and the file in which
# the window says what it shows. Every wait has an end, and what was waited for is named when it does not come.

set -euo pipefail

program=${1:-${RAFTLAB:?"usage: $0 PROGRAM"}}
if [[ -z ${E2E_INSIDE:-} ]]; then
    exec env E2E_INSIDE=1 xvfb-run -a -s "-screen 0 ${E2E_SCREEN:-1600x900}x24 -nolisten tcp" bash "$0" "$program"
fi

scratch=$(mktemp -d)
window=
pid=

finish() {
    local status=$?
    if ((status != 0)); then
        if [[ -n $pid ]] && command -v import >/dev/null; then import -window root "${E2E_PICTURE:-$scratch/end.png}" || true; fi
        [[ ! -s $scratch/log ]] || sed 's/^/  program: /' "$scratch/log" >&2
        [[ ! -s $scratch/state ]] || sed 's/^/  state: /' "$scratch/state" >&2
    fi
    [[ -z $pid ]] || kill "$pid" 2>/dev/null || true
    rm -rf "$scratch"
    exit "$status"
}
trap finish EXIT

fail() {
    echo "NO: $*" >&2
    exit 1
}

ok() { echo "ok: $*"; }

# state EXPRESSION: of the last state, `s`, as Python sees it.
state() {
    python3 - "$scratch/state" "$1" <<'PYTHON'
import json, sys
try:
    s = json.load(open(sys.argv[1], encoding="utf-8"))
except OSError:
    sys.exit(1)
print(eval(sys.argv[2], {"s": s, "leaders": [n for n, v in s["nodes"].items() if v["role"] == "leader"]}))
PYTHON
}

# wait_for SECONDS WHAT EXPRESSION: until the expression is true.
wait_for() {
    local end=$(($(date +%s%N) / 1000000 + $1 * 1000))
    until [[ $(state "$3" 2>/dev/null) == True ]]; do
        kill -0 "$pid" 2>/dev/null || fail "$2: the program has ended"
        (($(date +%s%N) / 1000000 < end)) || fail "$2: not within $1 s"
        sleep 0.05
    done
    ok "$2"
}

# start_window ARGS...
start_window() {
    RAFTLAB_E2E_STATE=$scratch/state LIBGL_ALWAYS_SOFTWARE=1 XDG_CONFIG_HOME=$scratch/config XDG_STATE_HOME=$scratch/state-home XDG_DATA_HOME=$scratch/data LANG=en_US.UTF-8 \
        "$program" "$@" 2>"$scratch/log" &
    pid=$!
    local i
    for ((i = 0; i < 200; i++)); do
        if [[ -s $scratch/state ]] && window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | head -1) && [[ -n $window ]]; then
            return 0
        fi
        kill -0 "$pid" 2>/dev/null || fail "the program did not start"
        sleep 0.05
    done
    fail "no window within 10 s"
}

# place ID: the middle of a spot of the window, as two words.
place() { state "'%d %d' % ((s['spots']['$1'][0] + s['spots']['$1'][2]) / 2, (s['spots']['$1'][1] + s['spots']['$1'][3]) / 2)"; }

move_to() { xdotool mousemove --window "$window" "$1" "$2"; }

press_button() {
    xdotool mousedown 1
    sleep 0.08
    xdotool mouseup 1
}

# point_at ID / click ID
point_at() {
    local at
    at=$(place "$1")
    # shellcheck disable=SC2086
    move_to $at
    sleep 0.1
}
click() {
    point_at "$1"
    press_button
}

# stroke X1 Y1 X2 Y2: a drag with the left button.
stroke() {
    local i
    move_to "$1" "$2"
    sleep 0.1
    xdotool mousedown 1
    for ((i = 1; i <= 8; i++)); do
        move_to $(($1 + ($3 - $1) * i / 8)) $(($2 + ($4 - $2) * i / 8))
        sleep 0.03
    done
    sleep 0.1
    xdotool mouseup 1
}

press_key() {
    xdotool key "$1"
    sleep 0.1
}

# command_key KEY: one that is a command; waits until the window has done it, however slow the machine is.
command_key() {
    local before
    before=$(state "s['commands']")
    press_key "$1"
    wait_for 30 "$1 is seen" "s['commands'] > $before" >/dev/null
}

# type_text TEXT: where the keyboard writes.
type_text() {
    xdotool type --delay 20 "$1"
    sleep 0.2
}

with_ctrl() {
    xdotool keydown ctrl
    sleep 0.06
    xdotool key "$1"
    sleep 0.06
    xdotool keyup ctrl
    sleep 0.1
}

# type_over TEXT: in the field that has the keyboard, in the place of what stands there.
type_over() {
    with_ctrl a
    type_text "$1"
}

# new_cluster_of_three: it plays.
new_cluster_of_three() {
    with_ctrl n
    wait_for 5 "the dialog for a new cluster is open" "s['dialog'] != 0"
    click new.servers.3
    press_key Return
    wait_for 5 "a cluster of three runs" "len(s['nodes']) == 3 and s['playing']"
    wait_for 20 "it elects a leader" "len(leaders) == 1"
}

# save_as PATH [ctrl+s]: by its dialog, which a run without a name opens by itself.
save_as() {
    press_key "${2:-F12}"
    wait_for 5 "the dialog for saving is open" "s['dialog'] != 0"
    type_over "$1"
    press_key Return
    wait_for 5 "the dialog is closed" "s['dialog'] == 0"
    [[ -s $1 ]] || fail "no file was written"
}

# quit_window: by its key; the program must say that all is well.
quit_window() {
    with_ctrl q
    await_end
}

# await_end: of a program that was told to end.
await_end() {
    local status=0 i
    for ((i = 0; i < 100; i++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    ! kill -0 "$pid" 2>/dev/null || fail "the window did not close"
    wait "$pid" || status=$?
    pid=
    ((status == 0)) || fail "the program ended with $status"
    ok "the window closes with exit code 0"
}
