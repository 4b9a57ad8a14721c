#!/usr/bin/env bash
# A lecture of five lessons with nothing but a clicker: PageDown, PageUp, F5, Escape and the full stop. On the way its
# buttons are pressed wrongly, and PageUp finds back.
E2E_SCREEN=1280x720
export E2E_SCREEN
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cat >"$scratch/lecture.playlist.json" <<'JSON'
{"format": "raftlab-playlist/1", "title": {"en": "Five lessons", "zh": "五课"},
 "lessons": ["first-election", "split-vote", "command-journey", "figure-8", "two-leaders"]}
JSON

# Where the class is, and what it sees there.
spot() { state "(s['lesson'], s['title'], s['lessonStep'], s['scene'], s['run'], s['caption'], s['line'])"; }

# next: one press, and what it begins is finished at once by a second one.
next() {
    command_key Next
    [[ $(state "s['playing']") != True ]] || command_key Next
    wait_for 30 "it stands still" "not s['playing']" >/dev/null
}

# recover BEFORE: PageUp until the class is where it was.
recover() {
    local i
    for ((i = 0; i < 12; i++)); do
        [[ $(spot) != "$1" ]] || return 0
        command_key Prior
    done
    fail "PageUp does not find back to $1, but to $(spot)"
}

start_window "$scratch/lecture.playlist.json"
wait_for 20 "the lecture is there" "s['dialog'] != 0"
press_key F5
wait_for 20 "F5 begins it with the title of its first lesson" "s['presenting'] and s['title'] and s['lesson'] == 1 and s['lessons'] == 5"
wait_for 10 "nothing can be clicked that is work" "not any(k in s['spots'] for k in ('big', 'tool.crash', 'transport.play'))"

presses=0
wrong=0
lesson=1
questions=0
while ((presses < 400)); do
    presses=$((presses + 1))
    before=$(spot)
    [[ $(state "s['scene']") != question ]] || questions=$((questions + 1))
    # Now and then somebody sits on the clicker.
    if ((presses % 5 == 3)) && [[ $(state "s['line'] == 0 and not s['title']") == True ]]; then
        wrong=$((wrong + 1))
        case $((wrong % 4)) in
            0) command_key Next ;;
            1) command_key Next && command_key Next ;;
            2) command_key F5 && command_key Escape && command_key Escape && command_key F5 ;;
            3) command_key Next && command_key period && command_key Prior ;;
        esac
        [[ $(state "s['presenting']") == True ]] || command_key F5
        recover "$before"
    fi
    next
    now=$(state "s['lesson']")
    if ((now != lesson)); then
        ok "lesson $lesson is given, $(state "s['lessonId']") comes next"
        lesson=$now
        [[ $(state "s['title']") == True ]] || fail "lesson $lesson does not begin with its title"
    fi
    [[ $(spot) != "$before" ]] || break
done
wait_for 5 "the lecture is over, and says so" "s['lesson'] == 5 and 'over' in s['notice']"
((wrong >= 8)) || fail "only $wrong wrong presses"
((questions >= 10)) || fail "only $questions questions were asked"
ok "five lessons in $presses presses, $questions times a question, $wrong wrong presses taken back"
command_key Escape
wait_for 10 "Escape ends presenting and nothing else" "not s['presenting'] and s['lessonId'] == 'two-leaders'"
quit_window
