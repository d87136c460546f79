package io.positionstream.promises;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks a named test up among the compiled ones, without initialising anything. */
public final class TestReference {

  /** Marks a test that somebody else is still writing. */
  public static final String PENDING = "pending:";

  private static final Set<String> MARKS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "Property",
          "Example",
          "FuzzTest");

  private TestReference() {}

  /** What is wrong with the reference; empty if nothing is. */
  public static Optional<String> problem(String reference) {
    boolean pending = reference.startsWith(PENDING);
    String name = pending ? reference.substring(PENDING.length()) : reference;
    int dot = name.lastIndexOf('.');
    Class<?> type;
    try {
      type =
          Class.forName(
              "io.positionstream." + name.substring(0, dot),
              false,
              TestReference.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return pending ? Optional.empty() : Optional.of("there is no such class");
    }
    if (pending) {
      return Optional.of("the class is there now: take pending: away");
    }
    String wanted = name.substring(dot + 1);
    return Stream.of(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(wanted))
            .anyMatch(TestReference::isTest)
        ? Optional.empty()
        : Optional.of("the class has no such test");
  }

  private static boolean isTest(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(mark -> MARKS.contains(mark.getSimpleName()));
  }
}
