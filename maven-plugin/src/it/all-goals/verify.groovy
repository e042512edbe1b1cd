def log = new File(basedir, "build.log").text
assert log.contains("[WARNING] warning[CDL2013]: neither AppArmor nor SELinux confines the container")
assert log.contains("[WARNING] 1 warning in 2 files")
assert log.contains("[INFO] 1 file checked, nothing found, 1 expectation met")

def config = new File(basedir, "target/cdlc/config.json").text
assert config.contains('"limit": 67108864')
assert config.contains('"limit": 16')

assert new File(basedir, "target/cdlc.sarif").text.contains('"version": "2.1.0"')
assert new File(basedir, "target/cdlc.xml").text.contains('<testsuites name="cdlc"')

assert log.contains("[INFO] unformatted.cdl")
assert new File(basedir, "unformatted.cdl").text == "container web <\n  root ./rootfs;\n  run /bin/date;\n>\n"
