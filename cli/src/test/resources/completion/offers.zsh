# Prints what zsh offers at the end of the line $2, with the completions in the folder $1: a word a
# line. The shell that completes is another, on a pseudoterminal. What it finds out about all
# completions, which takes it seconds, is kept in the file $3.
zmodload zsh/zpty
zpty shell zsh -f -i
setup=$(mktemp)
trap 'rm -f $setup' EXIT
cat >$setup <<'END'
PROMPT= PS2= RPS1=
unset zle_bracketed_paste
autoload -Uz compinit
compinit -u -d $dump
bindkey '^I' complete-word
compadd() {
  local -a hits
  if [[ ${@[1,(i)(-|--)]} != *-[OAD]\ * ]]; then
    builtin compadd -A hits "$@"
    (( ! $#hits )) || print -rl -- '' OFFER:$^hits
  fi
  builtin compadd "$@"
}
finish() { print -r -- ''; print -r -- 'ALL OFFERED'; exit }
comppostfuncs=(finish)
END
zpty -w shell "fpath=(${(q)1} \$fpath); dump=${(q)3}; source $setup; print READY'TO'COMPLETE"
zpty -r -m shell start '*READYTOCOMPLETE*'
zpty -w -n shell "$2"$'\t'
zpty -r -m shell answer '*ALL OFFERED*'
zpty -d shell
print -r -- $answer | tr -d '\r' | sed -n 's/^OFFER://p' | sort -u
