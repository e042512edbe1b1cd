def log = new File(basedir, "build.log").text
assert log.contains("[INFO] web.cdl")
assert log.contains("cdlc fmt tells why above")
assert new File(basedir, "web.cdl").text.contains("run   /bin/date")
