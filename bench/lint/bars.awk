# bars.awk - the figures that must be kept. Input with tabs between: NAME, RUNS, P10, MEDIAN, P90 in
# microseconds, as clock prints it; or `files`, COUNT, SECONDS.
$1 == "files" { count = $2; seconds = $3; next }
{
  median[$1] = $4
  printf "  %-22s %7.1f %7.1f %7.1f\n", $1, $3 / 1000, $4 / 1000, $5 / 1000
}

END {
  print ""
  bar("ms beyond a JVM hello world", (median["cdlc validate"] - median["JVM hello world"]) / 1000, 120)
  ratio("dclint", 0.25)
  ratio("buf lint", 3)
  rate = count / seconds
  printf "  %s %-36s %8.0f   at least 5000\n", verdict(rate < 5000), count " files, files a second", rate
  exit failed
}

function ratio(peer, most) {
  if (peer in median)
    bar("cdlc validate / " peer, median["cdlc validate"] / median[peer], most)
  else
    printf "  --   %-36s not measured\n", "cdlc validate / " peer
}

function bar(what, is, most) {
  printf "  %s %-36s %8.3g   at most %g\n", verdict(is > most), what, is, most
}

function verdict(fails) {
  failed = failed || fails
  return fails ? "FAIL" : "pass"
}
