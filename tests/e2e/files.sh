#!/usr/bin/env bash
# Files: a run is saved by typing a name, opened again from the command line, and a broken file leaves everything as it
# was.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

start_window
new_cluster_of_three
press_key c
wait_for 5 "a command was sent" "s['actions'] == 1"

save_as "$scratch/run.session.json" ctrl+s
quit_window

start_window "$scratch/run.session.json"
wait_for 5 "the session is opened again" "len(s['nodes']) == 3 and s['actions'] == 1"
quit_window

echo '{"format": "raftlab-session/1", "cluster": {"servers": ["S1", "S1"]}}' >"$scratch/broken.json"
rm "$scratch/state"
start_window "$scratch/broken.json"
wait_for 5 "a broken file is named in a notice, and the window works" "s['notice'] != '' and len(s['nodes']) == 5"
quit_window
