#!/bin/sh
# Puts one load on a node of a local cluster under several settings of its JVM, in turns, so that what
# the machine does meanwhile falls on all of them.
#
#   benchmarks/jvm-settings.sh CLUSTER NODE TURNS FOLDER SCENARIO [OPTION...] <settings.txt
#
# Each line of standard input is a setting: flags that take the place of the collector. For each, FOLDER
# gets a file with the line of JSON of every run, below what was run; bench compare takes two of them.
set -eu

[ $# -ge 5 ] || { sed -n '5p' "$0" >&2; exit 2; }
halley=$(dirname -- "$0")/../halley
cluster=$1 node=$2 turns=$3 folder=$4
shift 4
settings=$(cat)
mkdir -p "$folder"

# The collector's name, or the number of the line where there is none.
name_of() {
    name=$(echo "$1" | sed -n 's/.*-XX:+Use\([A-Za-z0-9]*\)GC.*/\1/p' | tr '[:upper:]' '[:lower:]')
    echo "${name:-setting}-$2"
}

turn=1
while [ "$turn" -le "$turns" ]; do
    number=1
    echo "$settings" | while read -r flags; do
        file=$folder/$(name_of "$flags" "$number").jsonl
        "$halley" cluster stop "$node" --name="$cluster" </dev/null >/dev/null
        HALLEY_COLLECTOR=$flags "$halley" cluster start "$node" --name="$cluster" \
            </dev/null >/dev/null
        echo "turn $turn: $node with $flags" >&2
        echo "# turn $turn: $node with $flags: bench $*" >>"$file"
        "$halley" bench "$@" --cluster="$cluster" --json </dev/null >>"$file" || echo "exit code $?" >&2
        number=$((number + 1))
    done
    turn=$((turn + 1))
done
