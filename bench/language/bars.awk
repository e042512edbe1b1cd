# bars.awk - the figures that must be kept. Input with tabs between: warm, BENCHMARK, MICROSECONDS;
# or NAME, SECONDS, KIB. Nothing is judged if brief is set.
$1 == "warm" { warm[$2] = $3; next }
{ seconds[$1] = $2; memory[$1] = $3 }

END {
  most("40 lines: parse, check, emit, warm, us", warm["emitted"], 150)
  most("the same and validated against the schema, us", warm["validated"], 250)
  most("1 MiB with 9,900 statements, whole process, s", seconds["huge"], 1)
  least(files " files, whole process, files a second", files / seconds["once"], 5000)
  most(files " files, peak memory, MiB", memory["once"] / 1024, 400)
  most(2 * files " files / " files " files", seconds["twice"] / seconds["once"], 2.1)
  exit failed
}

function most(what, is, bar) {
  print_bar(what, is, "at most", bar, is > bar)
}

function least(what, is, bar) {
  print_bar(what, is, "at least", bar, is < bar)
}

function print_bar(what, is, word, bar, fails) {
  failed = failed || (fails && !brief)
  printf "  %s %-48s %8.4g   %s %g\n", (brief ? "    " : fails ? "FAIL" : "pass"), what, is, word, bar
}
