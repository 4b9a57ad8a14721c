#!/usr/bin/env bash
# The program is killed in the middle of a run; the next one offers that run, and it is as it was. Leaving an unsaved run
# asks first.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
export XDG_STATE_HOME=$scratch/state-home

start_window
new_cluster_of_three
press_key c
wait_for 20 "a command is committed" "s['committed'] >= 1"
actions=$(state "s['actions']")
for ((i = 0; i < 100; i++)); do
    ! compgen -G "$XDG_STATE_HOME/raftlab/journal-*.session.json" >/dev/null || break
    sleep 0.05
done
kill -9 "$pid"
wait "$pid" 2>/dev/null || true
pid=
rm "$scratch/state"

start_window
wait_for 10 "the run is offered" "'question.recover' in s['spots'] or 'dialog.do' in s['spots']"
press_key Return
wait_for 10 "the run is back" "s['dialog'] == 0 and len(s['nodes']) == 3 and s['actions'] == $actions"

with_ctrl q
wait_for 5 "leaving asks first" "'question.leave' in s['spots']"
click question.leave
await_end
rm "$scratch/state"

start_window
wait_for 10 "the welcome plays, nothing is offered" "s['dialog'] == 0 and len(s['nodes']) == 5"
quit_window
