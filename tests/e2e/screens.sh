#!/usr/bin/env bash
# Both languages, the three themes and three sizes: in each the window is whole. Everything that can be clicked lies
# inside it, and what a lesson needs is there. With RAFTLAB_LONG=1 all eighteen, else each once.
E2E_SCREEN=1920x1080
export E2E_SCREEN
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# whole WIDTH HEIGHT: nothing to click hangs over an edge, nothing has vanished.
whole() {
    wait_for 5 "$1x$2: everything to click lies in the window" \
        "all(-1 <= a[0] and -1 <= a[1] and a[2] <= $1 + 1 and a[3] <= $2 + 1 for k, a in s['spots'].items())"
    wait_for 5 "$1x$2: caption, button and bar are there" \
        "s['caption'] != '' and s['bigButton'] != '' and 'big' in s['spots'] and 'time' in s['spots']"
    wait_for 5 "$1x$2: the painted time reaches across the window" "s['spots']['time'][2] > $1 * 0.8"
}

# resize WIDTH HEIGHT: and what comes of it is drawn.
resize() {
    xdotool windowsize --sync "$window" "$1" "$2"
    wait_for 5 "the window is $1x$2" "$1 - 40 < max(a[2] for a in s['spots'].values()) <= $1 + 1"
}

start_window
wait_for 20 "the first step of the lesson ends" "not s['playing'] and s['lessonStep'] == 1 and len(leaders) == 1"
themes=(light dark projector)
languages=(en zh)
sizes=("1280 720" "1024 768" "1920 1080")
for ((i = 0; i < 18; i++)); do
    theme=${themes[i % 3]} language=${languages[i / 3 % 2]} size=${sizes[(i / 6 + i) % 3]}
    [[ -n ${RAFTLAB_LONG:-} ]] || ((i < 6)) || break
    for ((t = 0; t < 3; t++)); do [[ $(state "s['theme']") == "$theme" ]] || with_ctrl t; done
    [[ $(state "s['language']") == "$language" ]] || press_key l
    wait_for 5 "$theme, $language" "s['theme'] == '$theme' and s['language'] == '$language'"
    # shellcheck disable=SC2086
    resize $size
    # shellcheck disable=SC2086
    whole $size
done
resize 1280 720
press_key F1
wait_for 5 "the key sheet lies in the window, too" "s['dialog'] != 0 and 'keys.study' in s['spots']"
whole 1280 720
press_key Escape
quit_window
