import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;

/** Run it with {@code java Follow.java}. */
public class Follow {
  static final String API =
      System.getenv().getOrDefault("POSITION_STREAM", "http://localhost:8080") + "/api/v1/account";
  static final HttpClient HTTP = HttpClient.newHttpClient();

  static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(API + path));
  }

  public static void main(String[] args) throws Exception {
    var login =
        to("/authenticate")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"environment\":\"simulator\"}"));
    String session = HTTP.send(login.build(), BodyHandlers.ofString()).body();
    String bearer = "Bearer " + session.replaceFirst(".*\"token\":\"([^\"]*)\".*", "$1");

    var positions = to("/positions").header("Authorization", bearer);
    System.out.println(HTTP.send(positions.build(), BodyHandlers.ofString()).body());

    for (String last = "", id = ""; ; Thread.sleep(1000)) {
      var stream = to("/sse/positions").header("Authorization", bearer).header("Last-Event-ID", last);
      try (Stream<String> lines = HTTP.send(stream.build(), BodyHandlers.ofLines()).body()) {
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
          String line = each.next();
          if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("data: ")) {
            System.out.println(line.substring(6));
          } else if (line.isEmpty()) {
            last = id; // the message is whole: resume behind it
          }
        }
      } catch (IOException | java.io.UncheckedIOException broken) {
        System.err.println(broken.getMessage());
      }
    }
  }
}
