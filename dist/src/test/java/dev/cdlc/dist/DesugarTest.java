package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DesugarTest {
  /** One component of each kind of type. */
  record Parts(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i) {
    static final Parts SOME = new Parts(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "i");

    /** The same, and one that differs in each component in turn. */
    static List<Parts> variants() {
      return List.of(
          new Parts(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "i"),
          new Parts(false, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "i"),
          new Parts(true, (byte) 9, 'c', (short) 2, 3, 4L, 5f, 6d, "i"),
          new Parts(true, (byte) 1, 'x', (short) 2, 3, 4L, 5f, 6d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 9, 3, 4L, 5f, 6d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 2, 9, 4L, 5f, 6d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 2, 3, 9L, 5f, 6d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 2, 3, 4L, Float.NaN, 6d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, -0d, "i"),
          new Parts(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "x"));
    }
  }

  /** Compares records, with each other and with what is none. */
  public static final class Comparison implements Function<Object, Object> {
    /** What equals says of null and of another type is part of what is compared. */
    @Override
    @SuppressWarnings({"EqualsNull", "EqualsIncompatibleType"})
    public Object apply(Object unused) {
      List<Parts> variants = Parts.variants();
      return Stream.concat(
              variants.stream().map(variant -> Parts.SOME.equals(variant) + " " + hash(variant)),
              Stream.of(Parts.SOME.equals(null), Parts.SOME.equals("i"), Parts.SOME.toString()))
          .toList();
    }

    private static boolean hash(Parts variant) {
      return variant.hashCode() == Parts.SOME.hashCode();
    }
  }

  /** Switches over types with guards, nested patterns, null, and constants of an enum. */
  public static final class Switches implements Function<Object, Object> {
    enum Color {
      RED,
      GREEN
    }

    @Override
    public Object apply(Object unused) {
      return Stream.of(1, 2, "a", "", 'x', Color.RED, Color.GREEN, new Object[0])
          .map(Switches::name)
          .map(name -> name + name(null))
          .toList();
    }

    private static String name(@Nullable Object object) {
      return switch (object) {
        case null -> "null";
        case Integer i when i > 1 -> "many";
        case Integer _ -> "one";
        case String s when s.isEmpty() -> "empty";
        case CharSequence _ -> "text";
        case Color color -> color(color);
        case Character c -> "char " + c;
        default -> "other";
      };
    }

    private static String color(Color color) {
      return switch (color) {
        case RED -> "red";
        case Color c when c.name().startsWith("G") -> "green";
        case GREEN -> "never";
      };
    }
  }

  @Test
  void recordsCompareAsBefore() throws Exception {
    assertThat(desugared(Comparison.class)).isEqualTo(new Comparison().apply(""));
  }

  @Test
  void switchesChooseAsBefore() throws Exception {
    assertThat(desugared(Switches.class)).isEqualTo(new Switches().apply(""));
  }

  @Test
  void leavesNoneOfTheCallSites() throws Exception {
    assertThat(bootstraps(Desugar.desugar(ClassFile.of(), content(Parts.class))))
        .containsExactly("bootstrap toString");
    assertThat(bootstraps(Desugar.desugar(ClassFile.of(), content(Switches.class))))
        .doesNotContain("typeSwitch typeSwitch");
  }

  private static List<String> bootstraps(byte[] content) {
    return ClassFile.of().parse(content).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .map(site -> site.bootstrapMethod().methodName() + " " + site.name().stringValue())
        .toList();
  }

  /** What the class answers once it and those it needs are rewritten. */
  private static Object desugared(Class<? extends Function<Object, Object>> type)
      throws ReflectiveOperationException, IOException {
    Map<String, byte[]> rewritten = new HashMap<>();
    for (Class<?> one :
        List.of(
            DesugarTest.class,
            Parts.class,
            Comparison.class,
            Switches.class,
            Switches.Color.class)) {
      rewritten.put(one.getName(), Desugar.desugar(ClassFile.of(), content(one)));
    }
    @SuppressWarnings("unchecked")
    var function =
        (Function<Object, Object>)
            new Loader(rewritten).loadClass(type.getName()).getDeclaredConstructor().newInstance();
    return function.apply("");
  }

  private static byte[] content(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream content = type.getResourceAsStream(name)) {
      return Objects.requireNonNull(content, name).readAllBytes();
    }
  }

  /** Prefers the rewritten classes to those of the tests. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> rewritten;

    Loader(Map<String, byte[]> rewritten) {
      super(DesugarTest.class.getClassLoader());
      this.rewritten = rewritten;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] content = rewritten.get(name);
      Class<?> loaded = findLoadedClass(name);
      if (content == null || loaded != null) {
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
      return defineClass(name, content, 0, content.length);
    }
  }
}
