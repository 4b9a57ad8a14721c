# shellcheck shell=bash disable=SC2034
# Sourced by ./run and ./test: which packages of Debian and Ubuntu they need, and how a missing one is installed.

# What the program is built from and runs with.
program_packages=(
    g++ cmake ninja-build ccache pkg-config
    nlohmann-json3-dev libcli11-dev libcairo2-dev libfreetype-dev zlib1g-dev
    libglfw3-dev libimgui-dev libstb-dev python3-glad libgl1 libgl1-mesa-dri
    python3 fonttools fontconfig fonts-inter fonts-jetbrains-mono fonts-noto-cjk
)

# What the tests need beside it: the second line is for the tests that use a real window.
test_packages=(
    libgtest-dev libbenchmark-dev libpugixml-dev git
    xvfb xauth xdotool imagemagick xclip
)

# Speaks on stderr, so that a script may read what the program prints.
say() { printf '%s\n' "raftlab: $*" >&2; }

# install_packages NAME...: installs those that dpkg does not know as installed. Silent when there is nothing to do.
install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is not Debian or Ubuntu; going on with what is installed (vcpkg.json lists what is needed)"
        return 0
    fi
    local missing=() name
    local -A installed=()
    while read -r name; do
        installed[$name]=1
    done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii *//p')
    for name in "$@"; do
        [[ -n ${installed[$name]:-} ]] || missing+=("$name")
    done
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "these packages are missing and there is no sudo to install them: ${missing[*]}"
            return 2
        fi
        as_root=(sudo)
    fi
    say "installing ${#missing[@]} packages: ${missing[*]} (1 to 4 minutes, depending on the network)"
    local log
    log=$(mktemp)
    if ! {
        "${as_root[@]}" apt-get update -qq &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "${missing[@]}"
    } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        say "installing the packages failed; what apt-get said stands above"
        return 2
    fi
    rm -f "$log"
}
