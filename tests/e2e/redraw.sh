#!/usr/bin/env bash
# What the window shows bit by bit is what it shows drawn whole: after every change the picture stays the same when the
# window has been hidden and comes back, for which everything is drawn anew.
E2E_SCREEN=1280x800
export E2E_SCREEN
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# picture FILE: of the window, once two taken one after the other are alike.
picture() {
    local i
    for ((i = 0; i < 30; i++)); do
        import -window "$window" "rgb:$1"
        sleep 0.3
        import -window "$window" "rgb:$1.again"
        ! cmp -s "$1" "$1.again" || return 0
    done
    fail "the window does not come to rest"
}

# same_when_whole WHAT
same_when_whole() {
    move_to 2 2 # Nothing is below it to look different while the mouse is there.
    sleep 0.5
    picture "$scratch/parts"
    xdotool windowunmap --sync "$window"
    xdotool windowmap --sync "$window"
    sleep 0.5
    picture "$scratch/whole"
    local pixels
    pixels=$(($(cmp -l "$scratch/parts" "$scratch/whole" | wc -l) / 3))
    ((pixels == 0)) || fail "$1: $pixels pixels are others when the window is drawn whole"
    ok "$1"
}

# play_a_while: time goes on for a second, and stops.
play_a_while() {
    press_key space
    wait_for 5 "it plays" "s['playing']" >/dev/null
    sleep 1
    press_key space
    wait_for 5 "it stands" "not s['playing']" >/dev/null
}

start_window "$(dirname "${BASH_SOURCE[0]}")/../bench/classroom.session.json"
wait_for 10 "the run plays" "s['playing']"
press_key space
wait_for 5 "it stands" "not s['playing']"
# A picture of nothing would always be the same.
picture "$scratch/first"
play_a_while
picture "$scratch/later"
! cmp -s "$scratch/first" "$scratch/later" || fail "nothing moved"
same_when_whole "messages that flew, and the diagram that went along"
press_key Right
press_key Right
press_key Left
same_when_whole "steps"
click time
same_when_whole "a jump in time"
with_ctrl l
wait_for 5 "the map is open" "s['dialog'] != 0"
press_key Escape
wait_for 5 "the map is closed" "s['dialog'] == 0"
same_when_whole "a dialog that is gone"
press_key l
same_when_whole "another language"
with_ctrl t
same_when_whole "another theme"
xdotool windowsize --sync "$window" 1100 700
sleep 0.5
play_a_while
same_when_whole "a smaller window"
xdotool windowsize --sync "$window" 1280 800
sleep 0.5
play_a_while
same_when_whole "the large one again"
press_key F5
same_when_whole "presenting"
press_key F5
quit_window
