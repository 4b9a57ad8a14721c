#!/usr/bin/env bash
# A window in which nothing moves costs nothing: below 2 % of a core.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# ticks: of the processor, 100 a second, that the program and its threads have used.
ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }

# expect_idle WHAT
expect_idle() {
    local before after
    sleep 1
    before=$(ticks)
    sleep 4
    after=$(ticks)
    ((after - before <= 8)) || fail "$1: $((after - before)) hundredths of a second in 4 s"
    ok "$1: $((after - before)) hundredths of a second in 4 s"
}

start_window
wait_for 20 "the first step of the lesson ends" "not s['playing'] and s['lessonStep'] == 1 and len(leaders) == 1"
expect_idle "a lesson that waits"

with_ctrl n
wait_for 5 "the dialog is open" "s['dialog'] != 0"
press_key Return
wait_for 5 "a new cluster plays" "s['playing'] and s['bigButton'] == 'Pause'"
moved=$(state "s['timeUs']")
wait_for 5 "time goes on" "s['timeUs'] > $moved"
press_key space
wait_for 5 "it is paused" "not s['playing']"
expect_idle "a sandbox that is paused"
quit_window
