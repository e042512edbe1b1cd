package dev.cdlc.runtime.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Writes down each call as strace(1) would, and succeeds unless it was told to fail. */
public final class RecordingSyscalls implements Syscalls {
  private static final int FIRST_FD = 3;

  private final List<String> calls = new ArrayList<>();
  private final Map<String, Errno> failures = new HashMap<>();
  private final Map<Path, Long> fileSystems = new HashMap<>();
  private final Map<Path, byte[]> attributes = new HashMap<>();
  private Consumer<Path> onRmdir = _ -> {};

  public List<String> calls() {
    return List.copyOf(calls);
  }

  public RecordingSyscalls failing(String call, Errno errno) {
    failures.put(call, errno);
    return this;
  }

  public RecordingSyscalls fileSystem(Path path, long type) {
    fileSystems.put(path, type);
    return this;
  }

  public RecordingSyscalls attribute(Path path, byte[] value) {
    attributes.put(path, value.clone());
    return this;
  }

  public RecordingSyscalls onRmdir(Consumer<Path> effect) {
    onRmdir = effect;
    return this;
  }

  @Override
  public int waitpid(long pid) throws SyscallException {
    record("waitpid " + pid);
    return 0;
  }

  @Override
  public CapabilitySets capget() throws SyscallException {
    record("capget");
    return new CapabilitySets((1L << 21) | (1L << 40), -1, 0);
  }

  @Override
  public void close(int fd) throws SyscallException {
    record("close " + fd);
  }

  @Override
  public void flock(int fd, Set<LockOperation> operation) throws SyscallException {
    record("flock " + fd + " " + operation);
  }

  @Override
  public long geteuid() {
    calls.add("geteuid");
    return 0;
  }

  @Override
  public byte[] getxattr(Path path, String name) throws SyscallException {
    record("getxattr " + path + " " + name);
    return attributes.getOrDefault(path, new byte[0]).clone();
  }

  @Override
  public void kill(long pid, Signal signal) throws SyscallException {
    record("kill " + pid + " " + signal);
  }

  @Override
  public int landlockAbi() throws SyscallException {
    record("landlock_create_ruleset");
    return 6;
  }

  @Override
  public Descriptor openDirectory(Path path) throws SyscallException {
    record("open " + path);
    return new Descriptor(FIRST_FD, this);
  }

  @Override
  public Descriptor pidfdOpen(long pid) throws SyscallException {
    record("pidfd_open " + pid);
    return new Descriptor(FIRST_FD, this);
  }

  @Override
  public void pidfdSendSignal(int pidfd, Signal signal) throws SyscallException {
    record("pidfd_send_signal " + pidfd + " " + signal);
  }

  @Override
  public void prctlChildSubreaper() throws SyscallException {
    record("prctlChildSubreaper");
  }

  @Override
  public void rmdir(Path path) throws SyscallException {
    record("rmdir " + path);
    onRmdir.accept(path);
  }

  @Override
  public long statfsType(Path path) throws SyscallException {
    return fileSystems.getOrDefault(path, 0x6367_7270L);
  }

  @Override
  public SystemName uname() throws SyscallException {
    record("uname");
    return new SystemName("6.1.0-18-amd64", "x86_64");
  }

  private void record(String call) throws SyscallException {
    calls.add(call);
    if (failures.containsKey(call)) {
      throw new SyscallException(call, failures.get(call));
    }
  }
}
