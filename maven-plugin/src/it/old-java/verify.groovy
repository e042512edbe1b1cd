def log = new File(basedir, "build.log").text
assert log.contains("cdlc needs Java 25 or later; found: 17 in ")
assert log.contains("-Dcdlc.javaHome=FOLDER")
