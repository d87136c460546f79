package io.positionstream.service;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends logins at a constant rate to a service on this machine while it is told to. A line of input
 * {@code service} begins a flood; {@code itself} sends the same to a server of its own that refuses
 * everything, which shows what the sending costs the machine; any other line ends it, and how often
 * which status was answered is printed. Ends with its input, or after twenty minutes. Usage: {@code
 * LoginFlood port rate body}.
 */
final class LoginFlood {

  private static final int LONGEST_MINUTES = 20;

  private LoginFlood() {}

  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[1]);
    Path body = Path.of(arguments[2]);
    HttpRequest service = login(Integer.parseInt(arguments[0]), body);
    HttpRequest itself = login(refuser(), body);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    AtomicReference<@Nullable HttpRequest> target = new AtomicReference<>();
    var pace = Executors.newScheduledThreadPool(1);
    pace.scheduleAtFixedRate(
        () -> {
          HttpRequest login = target.get();
          if (login != null) {
            http.sendAsync(login, BodyHandlers.discarding())
                .thenAccept(answer -> answers.merge(answer.statusCode(), 1, Integer::sum));
          }
        },
        0,
        1_000_000_000L / rate,
        TimeUnit.NANOSECONDS);
    pace.schedule(() -> System.exit(1), LONGEST_MINUTES, TimeUnit.MINUTES);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      HttpRequest next = "service".equals(line) ? service : "itself".equals(line) ? itself : null;
      target.set(next);
      System.out.println(next == null ? answers : "begun");
      answers.clear();
    }
    System.exit(0);
  }

  private static HttpRequest login(int port, Path body) throws IOException {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/api/v1/account/authenticate"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofFile(body))
        .build();
  }

  /** The cheapest server there is in a JDK. */
  private static int refuser() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    server.start();
    return server.getAddress().getPort();
  }
}
