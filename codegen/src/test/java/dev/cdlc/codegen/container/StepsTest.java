package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.Golden;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.strace.SyscallPrinter;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.NodeType;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.SecurityModule;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the steps call that not every container has. */
class StepsTest {
  private static final Pattern STEP = Pattern.compile(" *# [0-9]+: (.*)");
  private static final String UPPER = "/srv/upper";

  /** Containers that have more than the plainest. */
  enum Sample {
    OVERLAY {
      @Override
      SamplePlan plan() {
        return plain().overlay(Optional.empty());
      }
    },
    OVERLAY_IN_A_FOLDER {
      @Override
      SamplePlan plan() {
        return plain()
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .maps(new SupervisorAction.MapIds(MANY, MANY))
            .overlay(Optional.of(Path.of(UPPER)))
            .outside(new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 400));
      }
    },
    CALLER_AS_ROOT {
      @Override
      SamplePlan plan() {
        return plain().namespaces(Namespace.MNT, Namespace.PID, Namespace.USER).overlay(KEPT);
      }
    },
    JOINED {
      @Override
      SamplePlan plan() {
        return plain()
            .join(Namespace.NET, "/run/netns/blue")
            .join(Namespace.CGROUP, "/proc/7/ns/cgroup");
      }
    },
    JOINED_USERS_AND_MOUNTS {
      @Override
      SamplePlan plan() {
        return plain()
            .namespaces(Namespace.PID, Namespace.IPC)
            .join(Namespace.USER, "/proc/7/ns/user")
            .join(Namespace.MNT, "/proc/7/ns/mnt")
            .overlay(KEPT);
      }
    },
    CLOCKS {
      @Override
      SamplePlan plan() {
        return plain()
            .namespaces(Namespace.MNT, Namespace.PID)
            .begin(new InitAction.OffsetClocks(Duration.ofDays(2), Duration.ofMillis(-1500)));
      }
    },
    NAMED_CGROUP {
      @Override
      SamplePlan plan() {
        return limited(plain()).cgroup("/of/web");
      }
    },
    DELEGATED_CGROUP {
      @Override
      SamplePlan plan() {
        return plain().limit(limit(Controller.PIDS, "pids.max", "20")).delegated();
      }
    },
    LIMITS {
      @Override
      SamplePlan plan() {
        return limited(plain());
      }
    },
    TRIED {
      @Override
      SamplePlan plan() {
        return plain()
            .limit(tried(Controller.CPU, "cpu.idle"))
            .limit(tried(Controller.PIDS, "pids.max"))
            .begin(new InitAction.AdjustOomScore(5, true))
            .outside(new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 400, true))
            .identity(new InitAction.LimitResource(Rlimit.NOFILE, 300, 400, true));
      }
    },
    HOOKS {
      @Override
      SamplePlan plan() {
        SamplePlan plan = plain().filter(FilterTest.denying("mkdir"));
        for (Hook.Phase phase : Hook.Phase.values()) {
          plan.hook(hook(phase));
        }
        return plan;
      }
    },
    TERMINAL {
      @Override
      SamplePlan plan() {
        return plain().terminal(new SupervisorAction.WindowSize(24, 80)).reaped();
      }
    },
    TERMINAL_OF_THE_CALLERS_SIZE {
      @Override
      SamplePlan plan() {
        return plain().terminal();
      }
    },
    MOUNTS {
      @Override
      SamplePlan plan() {
        return plain().mount(mounts()).path(paths()).ownSession();
      }
    },
    MADE_FILES {
      @Override
      SamplePlan plan() {
        return plain()
            .path(
                CoveredFilesTest.files(false, MountAttribute.RDONLY), CoveredFilesTest.files(true));
      }
    },
    USER_NETWORK {
      @Override
      SamplePlan plan() {
        return plain()
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.NET, Namespace.USER)
            .before(
                new SupervisorAction.TryPort(PortProtocol.TCP, "127.0.0.1", 8080),
                new SupervisorAction.TryPort(PortProtocol.UDP, "0.0.0.0", 8053))
            .outside(
                new SupervisorAction.ConnectNetwork(
                    List.of(
                        UserNetworkTest.slirp4netns(UserNetworkTest.request("tcp", 8080, 80)),
                        UserNetworkTest.pasta("--tcp-ports", "127.0.0.1/8080:80"))));
      }
    },
    NET_DEVICES {
      @Override
      SamplePlan plan() {
        return plain()
            .outside(
                new SupervisorAction.MoveNetDevice("eth1", "eth0"),
                new SupervisorAction.MoveNetDevice("wlan0", "wlan0"));
      }
    },
    NOTIFIED {
      @Override
      SamplePlan plan() {
        return plain().filter(FilterTest.asking("/run/agent.sock", "mkdir"));
      }
    },
    LABELS {
      @Override
      SamplePlan plan() {
        return plain().mount(labelled()).path(labels());
      }
    },
    COMMAND {
      @Override
      SamplePlan plan() {
        return plain()
            .begin(
                new InitAction.AdjustOomScore(5),
                new InitAction.SetSysctl("net.core.somaxconn", "1024"))
            .identity(identity())
            .in("/srv")
            .run("serve", "--all");
      }
    };

    abstract SamplePlan plan();

    String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final Optional<Path> KEPT = Optional.of(Path.of(UPPER));
  private static final List<IdMapping> MANY =
      List.of(new IdMapping(0, 100_000, 1), new IdMapping(1, 200_000, 65_536));

  @Test
  void callsAreAsReviewed() throws Exception {
    Set<String> everywhere = new HashSet<>(titles(printed(plain())));
    StringBuilder all = new StringBuilder();
    for (Sample sample : Sample.values()) {
      all.append(sample.title()).append(":\n");
      all.append(stepsBut(everywhere, printed(sample.plan()))).append('\n');
    }
    Golden.check("strace/steps.syscalls", all.toString());
  }

  @ParameterizedTest
  @EnumSource
  void executableOfEachMachineIsMadeAgain(Sample sample) {
    for (Target target : Target.values()) {
      assertThat(executable(sample, target)).isEqualTo(executable(sample, target));
    }
  }

  private static byte[] executable(Sample sample, Target target) {
    return Codegen.generate(Emit.program(sample.plan().plan(), target), target, Host.NOTE);
  }

  private static List<String> printed(SamplePlan plan) {
    return SyscallPrinter.print(Emit.program(plan.plan(), Target.X86_64)).lines().toList();
  }

  private static List<String> titles(List<String> lines) {
    return lines.stream().map(STEP::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
  }

  /** The lines of each step from its title on, but for those of these titles. */
  private static String stepsBut(Set<String> titles, List<String> lines) {
    var kept = new ArrayList<String>();
    boolean keeps = false;
    for (String line : lines) {
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        keeps = !titles.contains(step.group(1));
      } else if (!line.startsWith(" ")) {
        keeps = false;
      }
      if (keeps) {
        kept.add(line);
      }
    }
    return String.join("\n", kept) + "\n";
  }

  private static SamplePlan plain() {
    return new SamplePlan(Path.of("/srv/root")).named("sample").mount(SamplePlan.proc());
  }

  private static SamplePlan limited(SamplePlan plan) {
    return plan.limit(limit(Controller.PIDS, "pids.max", "20"))
        .limit(limit(Controller.CPUSET, "cpuset.cpus", "0"))
        .devices(
            new SupervisorAction.LookUpDevice("/dev/zero"),
            new SupervisorAction.RestrictDevices(
                false,
                List.of(
                    new DeviceException.Numbered(
                        DeviceException.Type.CHARACTER,
                        Optional.of(1),
                        Optional.empty(),
                        List.of(DeviceException.Access.values())),
                    new DeviceException.Known("/dev/zero", List.of(DeviceException.Access.READ)))));
  }

  private static SupervisorAction.LimitCgroup limit(
      Controller controller, String file, String value) {
    List<CgroupFile> files = List.of(new CgroupFile(file, value));
    return new SupervisorAction.LimitCgroup(controller, files, files);
  }

  private static SupervisorAction.LimitCgroup tried(Controller controller, String file) {
    List<CgroupFile> files =
        List.of(new CgroupFile(file, "1", Optional.of(new CgroupFile("other", "2"))));
    return new SupervisorAction.LimitCgroup(controller, files, files, true);
  }

  private static Hook hook(Hook.Phase phase) {
    return new Hook(
        phase,
        "/usr/libexec/" + phase.word(),
        List.of(phase.word()),
        List.of("A=1"),
        Optional.of(20),
        new ContainerState("1.2.0", "sample", "/srv", new TreeMap<>()));
  }

  private static Action[] mounts() {
    List<IdMapping> ids = List.of(new IdMapping(0, 7, 1));
    return new Action[] {
      new InitAction.Cover("/home", List.of(MountAttribute.NOSUID), List.of()),
      new InitAction.Cover("/media", List.of(MountAttribute.RDONLY), List.of(), true),
      new InitAction.Mount("tmpfs", "tmpfs", "/tmp", List.of(), List.of(), true),
      new InitAction.Bind("/dev/mqueue", "/dev/mqueue", true, List.of(), true),
      new InitAction.Bind(
          "/srv/data",
          "/data",
          false,
          List.of(),
          false,
          Optional.of(new MountIds(ids, ids, false))),
      new InitAction.Propagate("/data", Propagation.SLAVE, true),
      new InitAction.MountCgroup("/sys/fs/cgroup", true, List.of(MountAttribute.RDONLY)),
      new InitAction.MountCgroup("/host/cgroup", false, List.of())
    };
  }

  private static Action[] paths() {
    return new Action[] {
      new InitAction.Device("/dev/null", 1, 3, 0666, false),
      new InitAction.Device("/dev/zero", 1, 5, 0666, true),
      new InitAction.Device(
          "/dev/sdz",
          NodeType.BLOCK,
          8,
          400,
          0660,
          false,
          Optional.of(new SupervisorAction.Owner(0, 6))),
      new InitAction.Device("/run/pipe", NodeType.FIFO, 0, 0, 0600, false, Optional.empty()),
      new InitAction.Symlink("/proc/kcore", "/dev/core", true),
      new InitAction.MakeFolder("/srv/work"),
      new InitAction.MaskPath("/proc/keys"),
      new InitAction.ReadonlyPath("/proc/sys"),
      new InitAction.ReadonlyMount("/run"),
      new InitAction.ReadonlyRoot()
    };
  }

  private static Action[] labelled() {
    String label = "system_u:object_r:container_file_t:s0:c1,c2";
    return new Action[] {
      tmpfs("/a", new InitAction.FsOption("context", Optional.of(label))),
      tmpfs("/b", new InitAction.FsOption("context", Optional.of(label), true)),
      new InitAction.LabelMount("/dev/mqueue", label, false),
      new InitAction.LabelMount("/dev/mqueue", label, true)
    };
  }

  private static Action tmpfs(String target, InitAction.FsOption option) {
    return new InitAction.Mount("tmpfs", "tmpfs", target, List.of(), List.of(option));
  }

  private static Action[] labels() {
    String label = "system_u:system_r:container_t:s0:c1,c2";
    return new Action[] {
      new InitAction.SetExecLabel(SecurityModule.APPARMOR, "web-profile", false),
      new InitAction.SetExecLabel(SecurityModule.APPARMOR, "web-profile", true),
      new InitAction.SetExecLabel(SecurityModule.SELINUX, label, false),
      new InitAction.SetExecLabel(SecurityModule.SELINUX, label, true)
    };
  }

  private static Action[] identity() {
    List<Capability> one = List.of(Capability.CAP_NET_BIND_SERVICE);
    return new Action[] {
      new InitAction.CreateRuleset(true),
      new InitAction.AllowBeneath("/bin", List.of(FileAccess.EXEC)),
      new InitAction.LimitResource(Rlimit.NOFILE, 300, 400),
      new InitAction.SetScheduler(
          SchedulingPolicy.DEADLINE, List.of(), 0, 0, 1_000_000, 2_000_000, 4_000_000),
      new InitAction.SetIoPriority(IoClass.BE, 6),
      new InitAction.SetMemoryPolicy(MemoryPolicyMode.BIND, List.of(), List.of(0, 70)),
      new InitAction.SetPersonality(ExecutionDomain.LINUX32),
      new InitAction.SetDomainname("example.org"),
      new InitAction.RequireCapabilities(one),
      new InitAction.LimitBoundingSet(one),
      new InitAction.SetUser(
          new InitAction.Id.Named("web"),
          Optional.of(new InitAction.Id.Named("web")),
          List.of(new InitAction.Id.Named("log"), new InitAction.Id.Numeric(5))),
      new InitAction.SetCapabilities(one, one, one, one),
      new InitAction.NoNewPrivileges(),
      new InitAction.RestrictSelf()
    };
  }
}
