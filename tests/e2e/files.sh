#!/usr/bin/env bash
# Files: a run is saved by typing a name, opened again from the command line, and a broken file leaves everything as it
# was.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

with_ctrl() {
    xdotool keydown ctrl
    sleep 0.06
    xdotool key "$1"
    sleep 0.06
    xdotool keyup ctrl
    sleep 0.1
}

start_window
with_ctrl n
wait_for 5 "the dialog for a new cluster is open" "s['dialog'] != 0"
click new.servers.3
press_key Return
wait_for 5 "a cluster of three runs" "len(s['nodes']) == 3 and s['playing']"
wait_for 20 "it elects a leader" "len(leaders) == 1"
press_key c
wait_for 5 "a command was sent" "s['actions'] == 1"

with_ctrl s
wait_for 5 "the dialog for saving is open" "s['dialog'] != 0"
with_ctrl a
xdotool type --delay 20 "$scratch/run.session.json"
sleep 0.2
press_key Return
wait_for 5 "the dialog is closed" "s['dialog'] == 0"
[[ -s $scratch/run.session.json ]] || fail "no file was written"
quit_window

start_window "$scratch/run.session.json"
wait_for 5 "the session is opened again" "len(s['nodes']) == 3 and s['actions'] == 1"
quit_window

echo '{"format": "raftlab-session/1", "cluster": {"servers": ["S1", "S1"]}}' >"$scratch/broken.json"
rm "$scratch/state"
start_window "$scratch/broken.json"
wait_for 5 "a broken file is named in a notice, and the window works" "s['notice'] != '' and len(s['nodes']) == 5"
quit_window
