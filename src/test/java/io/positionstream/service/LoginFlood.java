package io.positionstream.service;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Sends logins at a constant rate to a service on this machine until its input ends, a minute at
 * most; then prints how often which status was answered. Usage: {@code LoginFlood port rate body}.
 */
final class LoginFlood {

  private static final int LONGEST_SECONDS = 60;

  private LoginFlood() {}

  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[1]);
    HttpRequest login =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + arguments[0] + "/api/v1/account/authenticate"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(arguments[2])))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    var pace = Executors.newScheduledThreadPool(1);
    pace.scheduleAtFixedRate(
        () ->
            http.sendAsync(login, BodyHandlers.discarding())
                .thenAccept(answer -> answers.merge(answer.statusCode(), 1, Integer::sum)),
        0,
        1_000_000_000L / rate,
        TimeUnit.NANOSECONDS);
    pace.schedule(() -> System.exit(1), LONGEST_SECONDS, TimeUnit.SECONDS);
    System.out.println("begun");
    System.in.transferTo(OutputStream.nullOutputStream());
    pace.shutdownNow();
    System.out.println(answers);
    System.exit(0);
  }
}
