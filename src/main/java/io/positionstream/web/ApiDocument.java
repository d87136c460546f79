package io.positionstream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The API's description at {@code /q/openapi}: YAML as it is written, or JSON. A file that is
 * finished needs no extension that reads and writes it at every start. On worker threads.
 */
@ApplicationScoped
class ApiDocument {

  private static final String ADDRESS = "/q/openapi";
  private static final String SOURCE = "META-INF/openapi.yaml";

  void register(@Observes Router router) {
    router.get(ADDRESS).blockingHandler(ApiDocument::answer, false);
  }

  private static void answer(RoutingContext request) {
    boolean json = wantsJson(request);
    request
        .response()
        .putHeader(
            HttpHeaders.CONTENT_TYPE, json ? "application/json" : "application/yaml;charset=UTF-8")
        .end(Buffer.buffer(json ? AsJson.BYTES : AsYaml.BYTES));
  }

  private static boolean wantsJson(RoutingContext request) {
    String format = request.request().getParam("format");
    return format != null
        ? format.equalsIgnoreCase("json")
        : request.parsedHeaders().accept().stream()
            .anyMatch(type -> type.rawValue().startsWith("application/json"));
  }

  /** Read when somebody asks for the first time. */
  private static final class AsYaml {

    static final byte[] BYTES = read();

    private static byte[] read() {
      try (InputStream in =
          Objects.requireNonNull(
              Thread.currentThread().getContextClassLoader().getResourceAsStream(SOURCE))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The same, made when somebody asks for it for the first time. */
  private static final class AsJson {

    static final byte[] BYTES = convert();

    private static byte[] convert() {
      try {
        return new YAMLMapper().readTree(AsYaml.BYTES).toString().getBytes(UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
