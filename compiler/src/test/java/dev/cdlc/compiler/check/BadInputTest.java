package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class BadInputTest {
  /** In a container that has all it needs, each fault draws one report, at the place it names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          memroy 1GiB;                      | UNKNOWN_STATEMENT        | memroy
          mmry 1GiB;                        | UNKNOWN_STATEMENT        | mmry
          cpu=50%;                          | UNKNOWN_STATEMENT        | cpu=50%
          "cpu" 50%;                        | UNKNOWN_STATEMENT        | "cpu"
          cap drop SYS_TIEM;                | UNKNOWN_OPTION           | SYS_TIEM
          cap dorp SYS_TIME;                | UNKNOWN_OPTION           | dorp
          cap base defualt;                 | UNKNOWN_OPTION           | defualt
          ns pid, utz;                      | UNKNOWN_OPTION           | utz
          bind ./a /b nosiud;               | UNKNOWN_OPTION           | nosiud
          bind ./a /b "ro";                 | UNKNOWN_OPTION           | "ro"
          tmpfs /x mod=1777;                | UNKNOWN_OPTION           | mod=1777
          memory 512m;                      | WRONG_TYPE               | 512m
          memory 1.5GiB;                    | WRONG_TYPE               | 1.5GiB
          memory 64 MiB;                    | WRONG_TYPE               | 64 MiB
          tmpfs /x 64 MiB;                  | WRONG_TYPE               | 64 MiB
          memory -1;                        | WRONG_TYPE               | -1
          memory 1GiB#big;                  | WRONG_TYPE               | 1GiB#big
          cpu half;                         | WRONG_TYPE               | half
          cpu 33.33%;                       | WRONG_TYPE               | 33.33%
          cpu < period 100 >                | WRONG_TYPE               | 100
          no-new-privs true;                | WRONG_TYPE               | true
          user 1000 < umask 27 >            | WRONG_TYPE               | 27
          user 1000:;                       | WRONG_TYPE               | 1000:
          env NAME;                         | WRONG_TYPE               | NAME
          env pass A=1;                     | WRONG_TYPE               | A=1
          cwd tmp;                          | WRONG_TYPE               | tmp
          cwd /a/../b;                      | WRONG_TYPE               | /a/../b
          bind ./a srv;                     | WRONG_TYPE               | srv
          seccomp file ./p.json;            | UNREADABLE_FILE          | ./p.json
          seccomp < allow raed >            | UNKNOWN_OPTION           | raed
          cpu < burst 10ms >                | NO_EFFECT                | 10ms
          cpu < limit 1; burst 101ms >      | BURST_ABOVE_QUOTA        | 101ms
          cpu < weight 1; shares 2 >        | DUPLICATE_STATEMENT      | 2
          memory < swap 1GiB >              | SWAP_WITHOUT_LIMIT       | 1GiB
          memory 1GiB < reservation 2GiB >  | RESERVATION_ABOVE_LIMIT  | 2GiB
          io < device 8 < read-iops 1 > >   | WRONG_TYPE               | 8
          io < device 8:0 < read-bps 1 > >  | WRONG_TYPE               | 1
          io < device 8:0 < weigth 10 > >   | UNKNOWN_STATEMENT        | weigth
          hugepages 2MiB 3MiB;              | NO_MULTIPLE_OF_PAGE      | 3MiB
          rdma mlx5_0 < >                   | MISSING_SETTING          | rdma mlx5_0
          ns pid; publish 80;               | NO_EFFECT                | 80
          join backend;                     | UNKNOWN_NAME             | backend
          after web;                        | CYCLE                    | web
          after db;                         | UNKNOWN_CONTAINER        | db
          annotation org.cdlc.x=1;          | RESERVED_ANNOTATION      | org.cdlc.x=1
          hook poststop /x < timeout 1ms >  | OUT_OF_RANGE             | 1ms
          publish 80:80 81:81;              | WRONG_SEPARATOR          | 81:81
          secret a file ./a /a mode=400;    | WRONG_TYPE               | mode=400
          cgroup-file cpu.max 1; cpu 1;     | CGROUP_FILE_CLASH        | cgroup-file cpu.max 1
          ns net=run/x;                     | WRONG_TYPE               | net=run/x
          sysctl vm.swappiness=1;           | SYSCTL_NOT_NAMESPACED    | vm.swappiness=1
          uid-map 0 0 1;                    | MISSING_SETTING          | 0 0 1
          userns ${auto};                   | UNKNOWN_REFERENCE        | ${auto}
          userns on;                        | UNKNOWN_OPTION           | on
          landlock < >                      | MISSING_SETTING          | landlock
          landlock < exec usr >             | WRONG_TYPE               | usr
          landlock < raed /usr >            | UNKNOWN_STATEMENT        | raed
          env file ./x.env;                 | UNREADABLE_FILE          | ./x.env
          env A=${b};                       | UNKNOWN_REFERENCE        | ${b}
          bind ./a /b < options ro nosuid > | WRONG_SEPARATOR          | nosuid
          bind ./a /b sync;                 | OPTION_WITHOUT_EFFECT    | sync
          bind ./a /b options ro;           | MISSING_BLOCK            | options
          bind ./a /b z;                    | OPTION_PASSED_ON         | z
          bind ./a /b < idmap < uid 0 1 1 > > | ID_MAP_MISSING         | idmap
          mount none ./a /b;                | WRONG_TYPE               | none
          mount proc proc /a < idmap < uid 0 1 0; gid 0 1 1 > > | INVALID_ID_MAP | 0
          masked-paths /a, none;            | CONFLICTING_OPTIONS      | none
          rootfs-propagation rshared;       | UNKNOWN_OPTION           | rshared
          try hostname web;                 | UNTRIABLE_STATEMENT      | try
          try try memory 1GiB;              | UNTRIABLE_STATEMENT      | try
          try;                              | WRONG_ARGUMENT_COUNT     | try
          try, memory 1GiB;                 | MISPLACED_COMMA          | `,`
          try memroy 1GiB;                  | UNKNOWN_STATEMENT        | memroy
          try limit 1GiB;                   | MISPLACED_STATEMENT      | limit
          try memory 1g;                    | WRONG_TYPE               | 1g
          try memory < limti 1GiB >         | UNKNOWN_STATEMENT        | limti
          memory 1GiB; try memory 2GiB;     | DUPLICATE_STATEMENT      | 2GiB
          cap;                              | WRONG_ARGUMENT_COUNT     | cap
          cap drop;                         | WRONG_ARGUMENT_COUNT     | cap drop
          cpu;                              | WRONG_ARGUMENT_COUNT     | cpu
          bind ./a;                         | WRONG_ARGUMENT_COUNT     | bind
          hostname my box;                  | WRONG_ARGUMENT_COUNT     | box
          cwd /a, /b;                       | WRONG_ARGUMENT_COUNT     | /b
          cap drop KILL MKNOD;              | WRONG_SEPARATOR          | MKNOD
          ns pid uts;                       | WRONG_SEPARATOR          | uts
          env A=1 B=2 C=3;                  | WRONG_SEPARATOR          | B=2
          env A=good day;                   | WRONG_SEPARATOR          | day
          env A 1;                          | WRONG_SEPARATOR          | A 1
          env A = 1;                        | WRONG_SEPARATOR          | A = 1
          env B=2, A "x y", C=3;            | WRONG_SEPARATOR          | A "x y"
          sysctl net.core.somaxconn 1;      | WRONG_SEPARATOR          | net.core.somaxconn 1
          annotation com.example.x y;       | WRONG_SEPARATOR          | com.example.x y
          ns foo bar;                       | WRONG_SEPARATOR          | bar
          ns pid, env ipc, uts;             | WRONG_SEPARATOR          | ipc
          seccomp < allow read, arch, open, close, bind, listen > | UNKNOWN_OPTION | arch
          ns pid; mount proc proc /p "hidepid=2}"; | UNKNOWN_OPTION   | "hidepid=2}"
          rbind;                            | UNKNOWN_STATEMENT        | rbind
          ro nosuid;                        | UNKNOWN_STATEMENT        | ro
          bind ./a /b ro,nosuid;            | WRONG_SEPARATOR          | ro,nosuid
          bind ./a /b ro, nosuid;           | WRONG_SEPARATOR          | `,`
          hostname web,;                    | WRONG_SEPARATOR          | `,`
          env , A=1;                        | MISPLACED_COMMA          | `,`
          hostname web < a b >              | UNEXPECTED_BLOCK         | <
          limit 1GiB;                       | MISPLACED_STATEMENT      | limit
          container b < root host >         | MISPLACED_STATEMENT      | container
          env 1A=2;                         | INVALID_NAME             | 1A=2
          hostname -web;                    | INVALID_NAME             | -web
          cpu 0;                            | OUT_OF_RANGE             | 0
          cpu < limit 0.1%; period 1ms >    | OUT_OF_RANGE             | 0.1%
          cpu < period 2s >                 | OUT_OF_RANGE             | 2s
          cpu < period 999us >              | OUT_OF_RANGE             | 999us
          memory 512;                       | OUT_OF_RANGE             | 512
          pids 0;                           | OUT_OF_RANGE             | 0
          user 4294967295;                  | OUT_OF_RANGE             | 4294967295
          cpu 1; cpu 2;                     | DUPLICATE_STATEMENT      | 2
          cpu 1 < limit 2 >                 | DUPLICATE_STATEMENT      | 2
          shell "x";                        | DUPLICATE_STATEMENT      | shell "x"
          root host;                        | DUPLICATE_STATEMENT      | root host
          ns pid, pid;                      | DUPLICATE_STATEMENT      | pid
          ns net, network;                  | DUPLICATE_STATEMENT      | network
          env A=1, A=2;                     | DUPLICATE_STATEMENT      | A=2
          env A=1; env pass A;              | DUPLICATE_STATEMENT      | A
          tmpfs /data; bind ./a /data/;     | DUPLICATE_STATEMENT      | bind ./a /data/
          cap drop KILL; cap add KILL;      | CONFLICTING_CAPABILITIES | KILL
          cap drop ALL; cap add all;        | CONFLICTING_CAPABILITIES | all
          cap only KILL; cap add CHOWN;     | CONFLICTING_CAPABILITIES | cap only KILL
          bind ./a /;                       | INVALID_MOUNT_TARGET     | /
          tmpfs /proc/;                     | INVALID_MOUNT_TARGET     | /proc/
          bind ./a /proc/self;              | INVALID_MOUNT_TARGET     | /proc/self
          tmpfs /x ro rw;                   | CONFLICTING_OPTIONS      | rw
          tmpfs /x ro ro;                   | CONFLICTING_OPTIONS      | ro
          tmpfs /x 1MiB size=2m;            | CONFLICTING_OPTIONS      | size=2m
          ns pid; hostname web;             | NO_EFFECT                | web
          cpu 50;                           | BARE_CPU_COUNT           | 50
          hostname web cpu 50%;             | MISSING_SEMICOLON        | ``
          bind ./a /b hostname web;         | MISSING_SEMICOLON        | ``
          """)
  void drawsOneReport(String statements, Code code, String place) {
    var source =
        new Source(
            new SourceId("test.cdl"), "container web < root ./fs; run x; " + statements + " >");

    List<Diagnostic> found = CheckedText.of(source).diagnostics();

    assertThat(found).extracting(Diagnostic::code).containsExactly(code);
    assertThat(source.slice(found.getFirst().primary().span())).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          container a < run x >                                       | MISSING_ROOT
          container a < root ./r >                                    | MISSING_RUN
          container a;                                                | MISSING_BLOCK
          container < root ./r; run x >                               | WRONG_ARGUMENT_COUNT
          container a b < root ./r; run x >                           | WRONG_ARGUMENT_COUNT
          container A < root ./r; run x >                             | INVALID_NAME
          container a use b < root ./r; run x >                       | UNKNOWN_NAME
          container a use < root ./r; run x >                         | WRONG_ARGUMENT_COUNT
          param x; container a < root ./r; run x >                    | WRONG_ARGUMENT_COUNT
          param x it; container a < root ./r; run x >                 | UNKNOWN_OPTION
          param x int default a; container a < root ./r; run x >      | WRONG_TYPE
          param x int default 1 < min 2 > container a < root ./r; run x > | OUT_OF_RANGE
          param x int default 5 < min 3; max 2 > container a < root ./r; run x > | CONFLICTING_OPTIONS
          param x bytes default 3GiB < min 1MiB; max 2GiB > container a < root ./r; run x > | OUT_OF_RANGE
          param x time < max 5s; one-of 1s, 6s > container a < root ./r; run x > | OUT_OF_RANGE
          param x int default ${x}; container a < root ./r; run x >   | CYCLE
          param x int < min 1; min 2 > container a < root ./r; run x > | DUPLICATE_STATEMENT
          param x int; container a < root ./r; run x; pids ${x} >     | MISSING_VALUE
          let a 1; let a 2; container a < root ./r; run x >           | DUPLICATE_NAME
          let a 1; param a int; container a < root ./r; run x >       | DUPLICATE_NAME
          let a.1; container a < root ./r; run x >                    | WRONG_ARGUMENT_COUNT
          let a ${b; container a < root ./r; run x >                  | BAD_REFERENCE
          include ./none.cdl; container a < root ./r; run x >         | UNREADABLE_INCLUDE
          include ../none.cdl; container a < root ./r; run x >        | INCLUDE_OUTSIDE_PROJECT
          include ./test.cdl; container a < root ./r; run x >         | UNREADABLE_INCLUDE
          include ./base.cdl as host; container a < root ./r; run x > | WRONG_TYPE
          include ./base.cdl; let base 2; container a < root ./r; run x > | DUPLICATE_NAME
          profile p use p < > container a < root ./r; run x >         | CYCLE
          profile p < pids 0 > container a use p < root ./r; run x >  | OUT_OF_RANGE
          container a < root ./r; run x; reset cpu >                  | UNKNOWN_OPTION
          container a < root ./r; run x; reset evn >                  | UNKNOWN_OPTION
          container a < root ./r; run x; variant b < variant c < > > > | MISPLACED_STATEMENT
          variant v < container b < > > container a < root ./r; run x > | UNKNOWN_NAME
          container a < root ./r; run x; variant b < pids 1; pids 2 > > | DUPLICATE_STATEMENT
          stack s < container a < root ./r; run x; > env A=1; >       | MISPLACED_STATEMENT
          stack s < network n > container a < root ./r; run x; join n > | UNKNOWN_NAME
          network n < subnet 10.0.0.1/8 > container a < root ./r; run x > | WRONG_TYPE
          let r 10.0.0.1/8; network n < subnet ${r} > container a < root ./r; run x > | WRONG_TYPE
          network n < subnet ${r} > container a < root ./r; run x > | UNKNOWN_REFERENCE
          param r string; network n < subnet ${r} > container a < root ./r; run x > | MISSING_VALUE
          network n < subnte 10.0.0.0/8 > container a < root ./r; run x > | UNKNOWN_STATEMENT
          network n; container a < root ./r; run x; ns pid; join n >  | NO_EFFECT
          root ./r; run x; seccomp default;                           | MISPLACED_STATEMENT
          container a; root ./r; run x;                               | MISSING_BLOCK
          container a root ./r; run x;                                | MISSING_BLOCK
          container a < root ./r; run x; cpu 50% period 20ms; >       | MISSING_BLOCK
          container a < root ./r; run x; cpu limit 1; period 20ms; >  | MISSING_BLOCK
          contaner a < root ./r >                                     | UNKNOWN_STATEMENT
          container a < root ./r cpu 50%; run x >                     | MISSING_SEMICOLON
          container a < root ./r, cpu 50%; run x >                    | MISSING_SEMICOLON
          container a < root ./r cpu < limit 1 > run x >              | MISSING_SEMICOLON
          container a < rot ./r; run x >                              | UNKNOWN_STATEMENT
          container a < root; run x >                                 | WRONG_ARGUMENT_COUNT
          container a < root tar; run x >                             | WRONG_ARGUMENT_COUNT
          container a < root host ro; run x >                         | WRONG_ARGUMENT_COUNT
          container a < root ./r ro overlay; run x >                  | CONFLICTING_OPTIONS
          container a < root ./r overlay ./r/x; run x >               | OVERLAPPING_FOLDERS
          container a < root ./r overlay ../..; run x >               | WRONG_TYPE
          container a < root ./r overlay /; run x >                   | WRONG_TYPE
          container a < root image Nginx >                            | WRONG_TYPE
          container a < root ./r readonly; run x >                    | UNKNOWN_OPTION
          container a < root ""; run x >                              | WRONG_TYPE
          container a < root ./r; run a && b >                        | SHELL_SYNTAX_IN_RUN
          container a < root ./r; run ls *.c >                        | SHELL_SYNTAX_IN_RUN
          container a < root ./r; run "" >                            | WRONG_TYPE
          container a < root ./r; run x; after b ready > container b < root ./r; run x; redy exec y > | UNKNOWN_STATEMENT
          container a < root ./r; run x; after b > container {b} < root ./r; run x > | UNQUOTED_CHARACTER
          container a < root ./r; run x; after b > contaner b < root ./r; run x > | UNKNOWN_STATEMENT
          container a < root ./r; run x; after b ready > container b < root ./r; run x > | NEVER_READY
          cdl 2; container a < root ./r; run x >                      | UNKNOWN_LANGUAGE_VERSION
          container a < root ./r; run x > cdl 1;                      | MISPLACED_STATEMENT
          cdl 1; cdl 1; container a < root ./r; run x >               | DUPLICATE_STATEMENT
          container a < root ./r; run x > container a < root ./r; run x > | DUPLICATE_NAME
          container a < root ./r; run x; container b < root ./r; run x >  | UNCLOSED_BLOCK
          container a < root ./r; run x                               | UNCLOSED_BLOCK
          container a < root ./r; run sh -c foo > /dev/null; hostname b > | BRACKET_IN_COMMAND
          container a < root ./r; run cat < file; >                   | BRACKET_IN_COMMAND
          container a < root ./r; env A=1>2; run x >                  | BRACKET_IN_COMMAND
          container a < root ./r; run echo a, b >                     | MISPLACED_COMMA
          container a < run echo it's; root ./r >                     | UNTERMINATED_QUOTE
          container {a} < root ./r; run x >                           | UNQUOTED_CHARACTER
          container a < root ./r; run x; hostname {b} >               | UNQUOTED_CHARACTER
          """)
  void drawsOneReportForAFile(String text, Code code) {
    assertThat(CheckedText.of(text).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(code);
  }

  @Test
  void checksWhatFollowsAForgottenSemicolon() {
    String text = "container a < root ./r\n  memroy 1GiB; run x; ns pid, uts,\n  cpu 50 % >";

    assertThat(CheckedText.of(text).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(
            Code.MISSING_SEMICOLON,
            Code.UNKNOWN_STATEMENT,
            Code.MISSING_SEMICOLON,
            Code.WRONG_TYPE);
  }

  @Test
  void tellsANamespaceFromAStatementOnALineOfItsOwn() {
    String statement = "container a < root ./r; run x; ns pid,\n  user 1000:1000 >";
    String namespace = "container a < root ./r; run x; ns pid,\n  user, net >";

    assertThat(CheckedText.of(statement).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.MISSING_SEMICOLON);
    assertThat(CheckedText.of(namespace).diagnostics()).isEmpty();
  }

  @Test
  void checksTheBlockOfAContainerWhoseNameIsBroken() {
    String text = "container {a} < root ./r; run x; memroy 1GiB >";

    assertThat(CheckedText.of(text).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNQUOTED_CHARACTER, Code.UNKNOWN_STATEMENT);
  }

  @Test
  void doesNotMissWhatAnUnclosedQuoteSwallowed() {
    String text = "container a <\n  run echo it's; root ./r;\n>";

    assertThat(CheckedText.of(text).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNTERMINATED_QUOTE);
  }

  @Test
  void pointsAtBothPlacesOfADuplicate() {
    var source =
        new Source(
            new SourceId("test.cdl"), "container a < root ./r; run x; env A=1; env B=2, A=3 >");

    Diagnostic found = CheckedText.of(source).diagnostics().getFirst();

    assertThat(source.slice(found.primary().span())).isEqualTo("A=3");
    assertThat(source.slice(found.related().getFirst().span())).isEqualTo("A=1");
  }
}
