# Prints what bash offers at the end of the words from $2 on, with the completion in the file $1: a
# word a line.
# shellcheck source=/dev/null
source "$1"
COMP_WORDS=("${@:2}")
COMP_CWORD=$(($# - 2))
_cdlc
printf '%s\n' "${COMPREPLY[@]}"
