def log = new File(basedir, "build.log").text
assert log.contains("[ERROR] error[CDL1001]: there is no statement `memroy`")
assert log.contains("[ERROR]   --> web.cdl:4:3")
assert log.contains("cdlc validate tells why above")
assert !log.contains("MojoExecutionException")
