#!/usr/bin/env bash
# How it looks: a clicker presents and loses no place, everything is found by name, and sizes, themes and splitters are
# remembered.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

start_window
wait_for 20 "the first step of the lesson ends" "not s['playing'] and s['lessonStep'] == 1 and len(leaders) == 1"
press_key F5
wait_for 5 "F5 presents" "s['presenting'] and 'big' not in s['spots']"
press_key Next
wait_for 5 "a clicker goes on" "s['playing']"
press_key Next
wait_for 5 "and finishes at once what moves" "not s['playing'] and s['lessonStep'] == 2"
before=$(state "s['actions']")
for key in k c x t 1; do press_key "$key"; done
wait_for 5 "no letter touches the cluster" "s['actions'] == $before and s['selected'] == 0 and s['tool'] == 0"
press_key b
wait_for 5 "B blanks the screen" "s['blank']"
press_key b
press_key Escape
wait_for 5 "Escape ends it where it was" "not s['presenting'] and s['lessonStep'] == 2 and not s['blank']"
press_key F5
wait_for 5 "F5 begins again" "s['presenting'] and s['lessonStep'] == 2"
press_key F5
wait_for 5 "and ends" "not s['presenting'] and 'big' in s['spots']"

with_ctrl p
wait_for 5 "the search is open" "s['dialog'] != 0"
xdotool type --delay 40 "projector"
sleep 0.2
press_key Return
wait_for 5 "a theme is found by its name" "s['theme'] == 'projector' and s['dialog'] == 0"
with_ctrl plus
wait_for 5 "everything is larger" "s['scale'] == 110"
with_ctrl 0
wait_for 5 "and as before" "s['scale'] == 100"
edge=$(state "s['spots']['split.ringLogs'][0]")
at=$(place split.ringLogs)
# shellcheck disable=SC2086
stroke $at $((${at% *} - 120)) "${at#* }"
wait_for 5 "a splitter was dragged" "s['spots']['split.ringLogs'][0] < $edge - 100"
dragged=$(state "s['spots']['split.ringLogs'][0]")
quit_window

rm "$scratch/state"
start_window
wait_for 5 "theme and splitters are remembered" "s['theme'] == 'projector' and abs(s['spots']['split.ringLogs'][0] - $dragged) <= 3"
quit_window
