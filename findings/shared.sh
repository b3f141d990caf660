# What every script here begins with: `. ./shared.sh`, then `install` and `behaves`.
#
# install NAME==VERSION...: a new environment in a temporary folder with these packages of PyPI.
# behaves EXPECTED: run the Python program on standard input there, show what it prints, and fail
# unless that is EXPECTED. PYTHON names the interpreter, 3.11 or later.

set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
python=$folder/environment/bin/python

install() {
    "${PYTHON:-python3}" -m venv "$folder/environment"
    "$python" -m pip --quiet --quiet --disable-pip-version-check install "$@"
    printf 'with %s\n' "$*"
}

behaves() {
    printf '%s\n' "$1" > "$folder/expected"
    (cd "$folder" && "$python" -W ignore -) > "$folder/seen"
    cat "$folder/seen"
    diff -u "$folder/expected" "$folder/seen" || {
        echo "It behaves otherwise now: look at the text above, and mend or remove it." >&2
        exit 1
    }
}
