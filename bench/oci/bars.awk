# bars.awk - the figures that must be kept. Input with tabs between: NAME, RUNS, P10, MEDIAN, P90 in
# microseconds, as clock prints it; or `waiting` and KiB.
$1 == "waiting" { waiting = $2; next }
{
  median[$1] = $4
  printf "  %-22s %7.1f %7.1f %7.1f\n", $1, $3 / 1000, $4 / 1000, $5 / 1000
}

END {
  print ""
  ratio("life", 3)
  ratio("exec", 1)
  ratio("start", 1)
  ratio("state", 1)
  ratio("kill", 1)
  bar("create, ms beyond a JVM hello world", (median["cdlc create"] - median["JVM hello world"]) / 1000, 200)
  bar("KiB of a container that waits", waiting, 1024)
  exit failed
}

function ratio(verb, most) {
  bar(verb " / runc's", median["cdlc " verb] / median["runc " verb], most)
}

function bar(what, is, most) {
  fails = is > most
  failed = failed || fails
  printf "  %s %-36s %8.3g   at most %g\n", fails ? "FAIL" : "pass", what, is, most
}
