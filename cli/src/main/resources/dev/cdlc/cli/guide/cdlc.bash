# Offers the files whose names end in one of $@, all of them if none is given, and the folders.
_cdlc_files() {
  local ending
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(
    compgen -d -- "$current"
    for ending; do
      compgen -f -X "!*$ending" -- "$current"
    done
  )
}

# Offers what a word of the kind $1 may be.
_cdlc_offer() {
  case $1 in
    words\ *) mapfile -t COMPREPLY < <(compgen -W "${1#words }" -- "$current") ;;
    source) _cdlc_files .cdl .cdltest ;;
    file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    folder) _cdlc_files ;;
    container)
      mapfile -t COMPREPLY < <(
        compgen -W "$(command sed -n \
          's/^[[:space:]]*container[[:space:]]\{1,\}\([a-z][a-z0-9-]*\).*/\1/p' \
          "$file" 2>/dev/null)" -- "$current"
      )
      ;;
    running)
      mapfile -t COMPREPLY < <(compgen -W "$(command cdlc ps --quiet 2>/dev/null)" -- "$current")
      ;;
    created)
      mapfile -t COMPREPLY < <(compgen -W "$(command ls /run/cdlc-oci 2>/dev/null)" -- "$current")
      ;;
  esac
}

_cdlc() {
  local current=${COMP_WORDS[COMP_CWORD]} command='' option='' file='' count=0 joined=''
  local commands flags valued operands repeated kind index word
  COMPREPLY=()
  _cdlc_command ''
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    if [[ $word == = ]]; then
      # bash makes three words of --color=never
      joined=1
    elif [[ $option || $joined ]]; then
      option='' joined=''
    elif [[ $word == -- ]]; then
      compopt -o default 2>/dev/null
      return
    elif [[ $word == -?* ]]; then
      [[ " $valued " != *" $word "* ]] || option=$word
    elif ((count == 0)) && [[ " $commands " == *" $word "* ]]; then
      command+=${command:+ }$word
      _cdlc_command "$command"
    else
      file=${file:-$word}
      ((count += 1))
    fi
  done
  if [[ $option ]]; then
    [[ $current != = ]] || current=
    _cdlc_value "$command" "$option"
    _cdlc_offer "$kind"
  elif [[ $joined || $current == = ]]; then
    return
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags $valued" -- "$current")
  elif ((count == 0)) && [[ $commands ]]; then
    _cdlc_offer "words $commands"
  elif ((count < ${#operands[@]})); then
    _cdlc_offer "${operands[count]}"
  elif [[ $repeated ]]; then
    _cdlc_offer "${operands[-1]}"
  fi
}

complete -F _cdlc cdlc
