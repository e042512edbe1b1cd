# Completion of cdlc's command line, for zsh. Made from what its commands say of themselves.

# The containers that a file on the command line declares.
_cdlc_containers() {
  local -a found
  local word
  for word in $words[2,CURRENT-1]; do
    if [[ -f $word ]]; then
      found=(${(f)"$(command sed -n \
        's/^[[:space:]]*container[[:space:]]\{1,\}\([a-z][a-z0-9-]*\).*/\1/p' $word)"})
      break
    fi
  done
  _wanted containers expl container compadd -a found
}

# The containers that `cdlc run` runs.
_cdlc_running() {
  local -a found
  found=(${(f)"$(command cdlc ps --quiet 2>/dev/null)"})
  _wanted containers expl container compadd -a found
}

# The containers that `cdlc oci create` made.
_cdlc_created() {
  local -a found
  found=(/run/cdlc-oci/*(N/:t))
  _wanted containers expl container compadd -a found
}
