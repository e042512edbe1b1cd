# bars.awk - the figures that must be kept. Input: TABLE, NAME, VALUE with tabs between.
{ value[$1, $2] = $3 }

END {
  ratio("system calls / C floor, or floor.c is out of date", "calls", "plain", "calls", "floor", 1.02)
  columns["plain.block"] = "back to back"
  columns["plain.gaps"] = "150 ms apart"
  for (table in columns) {
    ratio("executable / C floor, " columns[table], table, "executable", table, "C floor", 1.3)
    ratio("executable / bubblewrap, " columns[table], table, "executable", table, "bubblewrap", 0.7)
    ratio("executable / runc, " columns[table], table, "executable", table, "runc", 0.2)
  }
  ratio("cdlc run, warm / runc, 150 ms apart", "plain.gaps", "cdlc run, warm", "plain.gaps", "runc", 0.2)
  ratio("cdlc run, warm / bubblewrap, 150 ms apart", "plain.gaps", "cdlc run, warm", "plain.gaps", "bubblewrap", 1)
  ratio("with limits: executable / C floor, back to back", "limited.block", "executable", "limited.block", "C floor", 1.3)
  ratio("with limits: executable / C floor, 150 ms apart", "limited.gaps", "executable", "limited.gaps", "C floor", 1.3)
  ratio("with limits: executable / runc, 150 ms apart", "limited.gaps", "executable", "limited.gaps", "runc", 0.2)
  ratio("with limits / without, 150 ms apart", "limited.gaps", "executable", "plain.gaps", "executable", 1.5)
  ratio("many at once, time: executable / runc", "at-once", "executable", "at-once", "runc", 0.2)
  ratio("start beside many / beside one", "beside-many", "executable", "beside-1", "executable", 1.2)
  ratio("without root, caller alone: warm / root's", "rootless.gaps", "caller alone", "rootless.gaps", "root", 1.3)
  ratio("without root, subordinate ids: warm / root's", "rootless.gaps", "subordinate ids", "rootless.gaps", "root", 1.3)
  bar("executable's size, KiB", value["size", "executable"] / 1024, 32)
  bar("supervisor's private memory, KiB", value["memory", "executable"], 200)
  hello = value["jvm.block", "JVM hello world"]
  bar("cdlc validate, ms beyond a JVM hello world", (value["jvm.block", "cdlc validate"] - hello) / 1000, 160)
  bar("cdlc run after an edit, ms beyond a JVM hello world", (value["jvm.block", "cdlc run, cold"] - hello) / 1000, 170)
  ratio("cgroup v2: system calls / crun's", "calls", "executable", "calls", "crun", 0.5)
  ratio("cgroup v2: instructions / crun's", "instructions", "executable", "instructions", "crun", 0.5)
  exit failed
}

function ratio(what, table, name, other_table, other, most) {
  if ((table, name) in value && (other_table, other) in value)
    bar(what, value[table, name] / value[other_table, other], most)
  else
    printf "  --   %-50s not measured\n", what
}

function bar(what, is, most) {
  if (is > most)
    failed = 1
  printf "  %s %-50s %8.3g   at most %g\n", (is > most ? "FAIL" : "pass"), what, is, most
}
