package io.positionstream.openapi;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.TreeMap;

/** The resources that the classes of the service declare. */
public final class Resources {

  private Resources() {}

  /** Method and path of every resource there is, found in the classes. */
  public static Map<String, String> all() {
    Map<String, String> found = new TreeMap<>();
    new ClassFileImporter()
        .importPath("target/classes").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .forEach(
                type -> {
                  String base = type.getAnnotationOfType(Path.class).value();
                  type.getMethods().forEach(method -> add(found, base, method));
                });
    return found;
  }

  private static void add(Map<String, String> found, String base, JavaMethod method) {
    String path =
        method
            .tryGetAnnotationOfType(Path.class)
            .map(below -> base + "/" + below.value().replaceFirst("^/", ""))
            .orElse(base);
    if (method.isAnnotatedWith(GET.class)) {
      found.put("GET " + path, path);
    } else if (method.isAnnotatedWith(POST.class)) {
      found.put("POST " + path, path);
    } else if (method.isAnnotatedWith(DELETE.class)) {
      found.put("DELETE " + path, path);
    }
  }
}
