package io.positionstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a native image would miss: it has only those classes for Jackson, and only those files, that
 * somebody named when it was built.
 */
class NativeImageTest {

  private static final JavaClasses OURS = new ClassFileImporter().importPath("target/classes");

  @Test
  void everyRecordThatIsReadOrWrittenAsJsonIsRegistered() {
    Set<String> registered = registered();
    Set<String> read = named(closure(rootsOfJson()));
    // The core knows no JSON: what holds its values is not what was read.
    read.removeIf(name -> name.startsWith("io.positionstream.portfolio."));

    assertThat(read).hasSizeGreaterThan(60);
    assertThat(read).isSubsetOf(registered);
  }

  /** Quarkus registers what stands in the signature of a resource, and nothing that does not. */
  @Test
  void everyClassWithWordsForJacksonIsRegisteredOrInTheSignatureOfAResource() {
    List<Type> told = new ArrayList<>();
    Set<String> worded = new TreeSet<>();
    for (JavaClass type : OURS) {
      if (type.isAnnotatedWith(jakarta.ws.rs.Path.class)) {
        for (Method method : type.reflect().getDeclaredMethods()) {
          told.add(method.getGenericReturnType());
          told.addAll(Arrays.asList(method.getGenericParameterTypes()));
        }
      }
      if (type.getAnnotations().stream()
          .anyMatch(a -> a.getRawType().getName().startsWith("com.fasterxml.jackson"))) {
        worded.add(type.getName());
      }
    }
    Set<String> known = registered();
    known.addAll(named(closure(told)));

    assertThat(worded).anyMatch(name -> name.endsWith("LoginRequest"));
    assertThat(worded).isSubsetOf(known);
  }

  @Test
  void everyServiceOfOursThatALibraryLoadsIsRegistered() throws IOException {
    Set<String> loaded = new TreeSet<>();
    try (var services = Files.list(Path.of("src/main/resources/META-INF/services"))) {
      // Quarkus itself registers those of the configuration.
      for (Path service :
          services.filter(f -> !f.getFileName().toString().contains(".config.")).toList()) {
        loaded.addAll(Files.readAllLines(service));
      }
    }

    assertThat(loaded).isNotEmpty();
    assertThat(loaded).isSubsetOf(registered());
  }

  @Test
  void nothingOfOursIsLoadedByNameUnlessItIsRegistered() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : javaFiles()) {
      String text = Files.readString(file);
      if (text.matches("(?s).*(Class\\.forName|getDeclaredMethod|getMethod\\(|ServiceLoader).*")
          && !text.contains("@RegisterForReflection")) {
        found.add(file.toString());
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyFileThatTheCodeOpensIsPartOfTheImage() throws IOException {
    List<String> patterns = Arrays.asList(property("quarkus.native.resources.includes").split(","));
    Pattern literal = Pattern.compile("\"/?([a-z][a-zA-Z0-9_./-]*/[A-Za-z0-9_./-]+\\.[a-z.]+)\"");
    List<String> opened = new ArrayList<>();
    for (Path file : javaFiles()) {
      String text = Files.readString(file);
      if (text.contains("getResource")) {
        Matcher name = literal.matcher(text);
        while (name.find()) {
          opened.add(name.group(1));
        }
      }
    }

    assertThat(opened).isNotEmpty();
    for (String name : opened) {
      assertThat(Path.of("src/main/resources", name)).exists();
      assertThat(patterns)
          .anyMatch(
              p -> FileSystems.getDefault().getPathMatcher("glob:" + p).matches(Path.of(name)));
    }
  }

  @Test
  void everyTestOfThePackagedServiceIsOneOfTheExecutableToo() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    // The last list is that of the profile native.
    String list = pom.substring(pom.lastIndexOf("<integration.tests>"));
    Set<String> included = new TreeSet<>();
    Matcher include =
        Pattern.compile("\\*\\*/(\\w+IT)\\.java").matcher(list.substring(0, list.indexOf("</")));
    while (include.find()) {
      included.add(include.group(1));
    }
    Set<String> users = new TreeSet<>();
    try (var tests = Files.list(Path.of("src/test/java/io/positionstream/service"))) {
      for (Path test : tests.filter(f -> f.toString().endsWith("IT.java")).toList()) {
        if (Files.readString(test).matches("(?s).*\\bService[(.].*")) {
          users.add(test.getFileName().toString().replace(".java", ""));
        }
      }
    }

    // Runs the JVM with what docker/Dockerfile.jvm says, and asks Service for a free port only.
    users.remove("DockerStepsIT");
    assertThat(included).isNotEmpty().isEqualTo(users);
  }

  /** Records and sealed interfaces that a class of the two wire sides names as {@code X.class}. */
  private static List<Class<?>> rootsOfJson() {
    List<Class<?>> roots = new ArrayList<>();
    for (JavaClass type : OURS) {
      String room = type.getPackageName();
      if (room.endsWith(".exchange.kalshi") || room.endsWith(".simulator")) {
        type.getReferencedClassObjects().stream()
            .map(reference -> reference.getRawType())
            .filter(NativeImageTest::isOurs)
            .map(JavaClass::reflect)
            .filter(c -> c.isRecord() || c.isAnnotationPresent(JsonSubTypes.class))
            .forEach(roots::add);
        // What writes itself names no class.
        if (type.reflect().isRecord()
            && type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().startsWith("writeValue"))) {
          roots.add(type.reflect());
        }
      }
    }
    return roots;
  }

  private static boolean isOurs(JavaClass type) {
    return type.getName().startsWith("io.positionstream.");
  }

  /** These and everything of ours they are made of. */
  private static Set<Class<?>> closure(List<? extends Type> roots) {
    Set<Class<?>> all = new java.util.HashSet<>();
    Deque<Type> next = new ArrayDeque<>(roots);
    while (!next.isEmpty()) {
      switch (next.pop()) {
        case ParameterizedType generic -> {
          next.add(generic.getRawType());
          next.addAll(Arrays.asList(generic.getActualTypeArguments()));
        }
        case Class<?> type when type.isArray() -> next.add(type.getComponentType());
        case Class<?> type
            when type.getName().startsWith("io.positionstream.") && all.add(type) -> {
          JsonSubTypes below = type.getAnnotation(JsonSubTypes.class);
          if (below != null) {
            Arrays.stream(below.value()).map(JsonSubTypes.Type::value).forEach(next::add);
          }
          if (type.isSealed() && !type.isEnum()) {
            next.addAll(Arrays.asList(type.getPermittedSubclasses()));
          }
          if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .forEach(next::add);
          }
        }
        default -> {}
      }
    }
    return all;
  }

  private static Set<String> registered() {
    Set<String> names = new TreeSet<>();
    for (JavaClass type : OURS) {
      if (type.isAnnotatedWith(RegisterForReflection.class)) {
        RegisterForReflection asked = type.reflect().getAnnotation(RegisterForReflection.class);
        names.addAll(List.of(asked.classNames()));
        List<Class<?>> meant =
            asked.targets().length == 0 ? List.of(type.reflect()) : List.of(asked.targets());
        meant.forEach(c -> addWithNested(names, c));
      }
    }
    return names;
  }

  private static void addWithNested(Set<String> names, Class<?> type) {
    names.add(type.getName());
    Arrays.stream(type.getDeclaredClasses()).forEach(nested -> addWithNested(names, nested));
  }

  private static Set<String> named(Set<Class<?>> types) {
    Set<String> names = new TreeSet<>();
    types.forEach(type -> names.add(type.getName()));
    return names;
  }

  private static String property(String name) throws IOException {
    return Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }

  private static List<Path> javaFiles() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }
}
